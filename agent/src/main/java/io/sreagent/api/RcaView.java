package io.sreagent.api;

import io.sreagent.analysis.cause.LaggedCorrelation;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.cognition.Facts;
import java.util.List;

/**
 * A diagnosis that somebody asked for, what it rests on, and which metrics moved together.
 *
 * @param correlations of the metrics at the places of the first hypotheses; for people, without
 *     weight in the diagnosis
 * @param troubles what could not be had
 */
public record RcaView(
        DiagnosisView diagnosis,
        int series,
        int events,
        int changes,
        int logLines,
        List<Facts.LogFindingSeen> logFindings,
        List<Correlation> correlations,
        List<String> troubles) {
    private static final int PLACES = 5;
    private static final int MOST_SERIES = 60;
    private static final int MOST_LAG = 5;
    private static final double STRONG = 0.7;
    private static final int SHOWN = 30;

    /**
     * Two metrics that move together.
     *
     * @param lagSeconds by how much the first leads; negative: it follows
     */
    public record Correlation(
            String first, String second, long lagSeconds, double r, double p, int samples) {}

    static RcaView of(Facts facts, Diagnosis diagnosis) {
        Facts.Summary summary = facts.summary();
        return new RcaView(
                DiagnosisView.of(diagnosis),
                summary.series(),
                summary.events(),
                summary.changes().size(),
                summary.logLines(),
                summary.logFindings(),
                correlations(facts, diagnosis),
                summary.troubles());
    }

    private static List<Correlation> correlations(Facts facts, Diagnosis diagnosis) {
        List<String> places =
                diagnosis.hypotheses().stream()
                        .map(Hypothesis::candidate)
                        .map(candidate -> candidate.resource().owner().id())
                        .distinct()
                        .limit(PLACES)
                        .toList();
        var series =
                facts.facts().metrics().stream()
                        .filter(each -> places.contains(each.metric().resource().owner().id()))
                        .limit(MOST_SERIES)
                        .toList();
        if (series.isEmpty()) return List.of();
        long step = series.getFirst().step().toSeconds();
        return LaggedCorrelation.strongest(series, MOST_LAG, STRONG).stream()
                .limit(SHOWN)
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
