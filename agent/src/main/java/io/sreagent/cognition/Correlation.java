package io.sreagent.cognition;

import io.sreagent.analysis.cause.LaggedCorrelation;
import io.sreagent.analysis.fact.Series;
import java.util.List;

/**
 * Two metrics that move together.
 *
 * @param lagSeconds by how much the first leads; negative: it follows
 */
public record Correlation(
        String first, String second, long lagSeconds, double r, double p, int samples) {
    /** Further apart than this, one no longer tells anything of the other's minute. */
    private static final int MOST_LAG = 5;

    /**
     * Pairs of series with |r| of at least {@code least}, strongest first.
     *
     * @see LaggedCorrelation
     */
    static List<Correlation> strongest(List<Series> series, double least) {
        if (series.isEmpty()) return List.of();
        long step = series.getFirst().step().toSeconds();
        return LaggedCorrelation.strongest(series, MOST_LAG, least).stream()
                .map(
                        pair ->
                                new Correlation(
                                        pair.first().id(),
                                        pair.second().id(),
                                        pair.lag() * step,
                                        pair.r(),
                                        pair.p(),
                                        pair.samples()))
                .toList();
    }
}
