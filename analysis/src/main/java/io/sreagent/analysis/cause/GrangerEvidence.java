package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Along the edges of the graph, and nowhere else: whose past foretells whose. When a callee's worst
 * metric foretells that of a caller (smallest p-value over lags 1–3, times three, below one per
 * cent) and not the other way round, the callee is more suspect and the caller less.
 *
 * <p>Only the window around the onset is tested, twice as long before as after; a past without
 * trouble has no causality of trouble to show. Gaps are bridged by the value before them. Series on
 * different grids are not compared.
 */
final class GrangerEvidence extends SceneEvidence {
    private static final int LAGS = 3;
    private static final int LEAST_SAMPLES = 24;
    private static final int MOST_SAMPLES = 300;
    private static final double SURE = 0.01;

    @Override
    public String kind() {
        return "granger";
    }

    @Override
    List<Clue> examine(Scene scene) {
        Map<Place, Double> votes = new LinkedHashMap<>();
        Map<Place, Words> words = new LinkedHashMap<>();
        for (Place caller : scene.places()) {
            if (caller.worst().isEmpty()) continue;
            for (Place callee : scene.calleesOf(caller)) {
                if (callee.worst().isEmpty()) continue;
                Optional<double[]> both = test(scene, callee, caller);
                if (both.isEmpty()) continue;
                double down = both.get()[0];
                double up = both.get()[1];
                if (down < SURE == up < SURE) continue;
                boolean calleeFirst = down < SURE;
                Place first = calleeFirst ? callee : caller;
                Place second = calleeFirst ? caller : callee;
                votes.merge(first, 0.5, Double::sum);
                votes.merge(second, -0.5, Double::sum);
                Words said = words(first, second, Math.min(down, up));
                words.putIfAbsent(first, said);
                words.putIfAbsent(second, said);
            }
        }
        List<Clue> clues = new ArrayList<>();
        votes.forEach(
                (place, vote) -> {
                    Words said = words.get(place);
                    if (vote != 0 && said != null)
                        clues.add(about(place.resource(), vote, said, "graph " + place.id()));
                });
        return clues;
    }

    /** p-values callee → caller and caller → callee. */
    private static Optional<double[]> test(Scene scene, Place callee, Place caller) {
        Series x = scene.series(callee.worst().orElseThrow().metric());
        Series y = scene.series(caller.worst().orElseThrow().metric());
        if (!x.step().equals(y.step()) || !x.start().equals(y.start())) return Optional.empty();
        int onset = Math.max(0, x.indexAt(scene.onset()));
        int end = Math.min(x.indexAt(scene.facts().until()), y.length() - 1) + 1;
        int after = Math.min(end - onset, MOST_SAMPLES / 3);
        int start = Math.max(0, onset - Math.max(2 * after, LEAST_SAMPLES));
        int until = onset + after;
        if (until - start < LEAST_SAMPLES) return Optional.empty();
        double[][] pair = {bridged(x, start, until), bridged(y, start, until)};
        Granger.Result result = Granger.allPairs(pair, LAGS);
        double down = 1;
        double up = 1;
        for (int lag = 0; lag < LAGS; lag++) {
            // NaN loses every comparison, so an impossible test changes nothing.
            if (result.p()[lag][0][1] < down) down = result.p()[lag][0][1];
            if (result.p()[lag][1][0] < up) up = result.p()[lag][1][0];
        }
        return Optional.of(new double[] {Math.min(1, LAGS * down), Math.min(1, LAGS * up)});
    }

    private static double[] bridged(Series series, int from, int until) {
        double[] values = Arrays.copyOfRange(series.values(), from, until);
        double last = Robust.median(values);
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) values[i] = last;
            last = values[i];
        }
        return values;
    }

    private static Words words(Place first, Place second, double p) {
        String one = Phrase.name(first.resource());
        String two = Phrase.name(second.resource());
        String value = Phrase.number(p);
        return new Words(
                "the past of %s foretells %s and not the other way round (p %s)"
                        .formatted(one, two, value),
                "%s 的过去能预测 %s，反之则不能（p %s）".formatted(one, two, value));
    }
}
