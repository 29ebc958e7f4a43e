package io.sreagent.perception;

import io.sreagent.analysis.detect.MachineScore;
import io.sreagent.analysis.detect.PairWatch;
import io.sreagent.analysis.detect.Sensitivity;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Anomaly;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The series of one workload or host looked at together: one score for all of them, and pairs that
 * have moved together and no longer do.
 *
 * <p>Pairs are looked for once in {@value #LONG} looks among the first {@value #SEARCHED} series:
 * each that has none yet with the one whose residuals it follows best, from |r| of {@value #TIED}
 * on. Cost: O(series) a look and 3 µs a pair; O({@value #LONG} · pairs) a search.
 */
final class Group {
    private static final int LONG = 270;
    private static final int SEARCHED = 12;
    private static final double TIED = 0.7;
    private static final int SHOWN = 5;

    private record Pair(String first, String second, PairWatch watch) {}

    private final Resource resource;
    private final Sensitivity sensitivity;
    private final MachineScore score;
    private final Map<String, double[]> past = new HashMap<>();
    private final List<Pair> pairs = new ArrayList<>();
    private int looks;
    private Machine last;

    Group(Resource resource, Sensitivity sensitivity, Duration step, Instant at) {
        this.resource = resource;
        this.sensitivity = sensitivity;
        score = new MachineScore((int) (Duration.ofDays(1).toMillis() / step.toMillis()));
        last = new Machine(resource, at, 0, 0, List.of());
    }

    Machine machine() {
        return last;
    }

    List<PairWatch> pairs() {
        return pairs.stream().map(Pair::watch).toList();
    }

    List<Anomaly> broken() {
        return pairs.stream().flatMap(pair -> pair.watch().open().stream()).toList();
    }

    /** Takes the last sample of each of its series. */
    void look(Instant at, List<WatchedSeries> series) {
        double[] off = series.stream().mapToDouble(s -> s.watch().off()).toArray();
        List<Machine.Side> sides =
                series.stream()
                        .map(s -> new Machine.Side(s.watch().metric(), s.watch().off()))
                        .filter(side -> !Double.isNaN(side.off()))
                        .sorted(Comparator.comparingDouble(side -> -Math.abs(side.off())))
                        .limit(SHOWN)
                        .toList();
        last = new Machine(resource, at, off.length, score.next(off), sides);
        Map<String, Double> now = new HashMap<>();
        for (int i = 0; i < off.length; i++) now.put(series.get(i).watch().metric().id(), off[i]);
        pairs.removeIf(pair -> !now.containsKey(pair.first) || !now.containsKey(pair.second));
        for (Pair pair : pairs) pair.watch.next(at, of(now, pair.first), of(now, pair.second));
        List<Metric> searched =
                series.stream().limit(SEARCHED).map(s -> s.watch().metric()).toList();
        past.keySet().retainAll(searched.stream().map(Metric::id).toList());
        for (Metric metric : searched) {
            double[] ring = past.computeIfAbsent(metric.id(), id -> unknown());
            ring[looks % LONG] = of(now, metric.id());
        }
        looks++;
        if (looks % LONG == 0) pairUp(at, searched);
    }

    private static double of(Map<String, Double> now, String id) {
        return now.getOrDefault(id, Double.NaN);
    }

    private static double[] unknown() {
        double[] ring = new double[LONG];
        Arrays.fill(ring, Double.NaN);
        return ring;
    }

    private void pairUp(Instant at, List<Metric> searched) {
        Set<String> paired = new HashSet<>();
        for (Pair pair : pairs) paired.addAll(List.of(pair.first, pair.second));
        for (Metric metric : searched) {
            if (paired.contains(metric.id())) continue;
            best(metric, searched, paired)
                    .ifPresent(
                            partner -> {
                                paired.addAll(List.of(metric.id(), partner.id()));
                                pairs.add(begun(metric, partner, at));
                            });
        }
    }

    private Optional<Metric> best(Metric metric, List<Metric> searched, Set<String> paired) {
        return searched.stream()
                .filter(other -> !other.equals(metric) && !paired.contains(other.id()))
                .filter(other -> tie(metric, other) >= TIED)
                .max(Comparator.comparingDouble(other -> tie(metric, other)));
    }

    private double tie(Metric a, Metric b) {
        return Math.abs(PairWatch.tie(ring(a.id()), ring(b.id())));
    }

    private double[] ring(String id) {
        return past.getOrDefault(id, new double[0]);
    }

    /** Has it live through what is kept of both, so that it need not wait as long again. */
    private Pair begun(Metric first, Metric second, Instant at) {
        PairWatch watch = new PairWatch(first, second, sensitivity);
        double[] a = ring(first.id());
        double[] b = ring(second.id());
        for (int i = 0; i < LONG; i++) watch.next(at, a[i], b[i]);
        return new Pair(first.id(), second.id(), watch);
    }
}
