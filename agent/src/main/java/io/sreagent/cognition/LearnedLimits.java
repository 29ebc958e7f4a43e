package io.sreagent.cognition;

import io.sreagent.analysis.capacity.LearnedLimit;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits that nobody has set: the level of a metric at which its own service began to break in the
 * last two weeks ({@link LearnedLimit}). Broken is a 95th percentile of twice its median, or five
 * per cent more errors than usual.
 *
 * <p>Only for what hurts upwards and is not itself what users feel. Learned anew every six hours.
 * Cost: what users felt is read once for all services, and a metric only where its service ever
 * broke.
 */
final class LearnedLimits {
    private static final Duration PAST = Duration.ofDays(14);
    private static final Duration STEP = Duration.ofMinutes(15);
    private static final Duration HOLDS_FOR = Duration.ofHours(6);
    private static final int APART = 4; // an hour
    private static final double SLOWER = 2;
    private static final double MORE_ERRORS = 0.05;

    /**
     * When services broke.
     *
     * @param steps of each service, by its id, those at which it was broken
     */
    private record Broken(Instant from, Instant until, Map<String, BitSet> steps) {
        BitSet of(Resource owner) {
            return steps.getOrDefault(owner.id(), new BitSet());
        }
    }

    private final Map<String, Broken> broken = new ConcurrentHashMap<>(); // by source
    private final Map<String, OptionalDouble> learned = new ConcurrentHashMap<>(); // by metric

    /** Empty when the service did not break, or not at any one level. */
    OptionalDouble of(Metric metric, Indicator indicator, MetricSource source, Instant now) {
        boolean suits =
                indicator.hurts() == Hurts.UP
                        && !indicator.serviceLevel()
                        && indicator.scope() != Indicator.Scope.EDGE;
        if (!suits) return OptionalDouble.empty();
        Broken last = broken.get(source.name());
        if (last == null || now.isAfter(last.until().plus(HOLDS_FOR))) {
            last = broken(source, Series.onGrid(now, STEP));
            broken.put(source.name(), last);
            learned.clear();
        }
        Broken when = last;
        if (when.of(metric.resource().owner()).isEmpty()) return OptionalDouble.empty();
        return learned.computeIfAbsent(metric.id(), id -> learn(metric, indicator, source, when));
    }

    private static OptionalDouble learn(
            Metric metric, Indicator indicator, MetricSource source, Broken when) {
        Optional<Series> found =
                source.range(indicator, when.from(), when.until(), STEP).value().stream()
                        .filter(series -> series.metric().id().equals(metric.id()))
                        .findFirst();
        if (found.isEmpty()) return OptionalDouble.empty();
        Series level = found.get();
        BitSet steps = when.of(metric.resource().owner());
        boolean[] then = new boolean[level.length()];
        for (int at = 0; at < then.length; at++)
            then[at] = steps.get(step(when.from(), level.timeOf(at)));
        return LearnedLimit.of(level.values(), then, APART);
    }

    private static Broken broken(MetricSource source, Instant until) {
        Instant from = until.minus(PAST);
        Map<String, BitSet> steps = new HashMap<>();
        for (Indicator felt : source.indicators().value()) {
            boolean slow = felt.name().equals("latency_p95");
            if (!slow && !felt.name().equals("error_ratio")) continue;
            for (Series series : source.range(felt, from, until, STEP).value())
                mark(
                        steps.computeIfAbsent(
                                series.metric().resource().owner().id(), id -> new BitSet()),
                        series,
                        slow,
                        from);
        }
        return new Broken(from, until, steps);
    }

    private static void mark(BitSet steps, Series felt, boolean slow, Instant from) {
        double median = median(felt.values());
        double most = slow ? SLOWER * median : median + MORE_ERRORS;
        for (int at = 0; at < felt.length(); at++)
            if (felt.values()[at] > most) steps.set(step(from, felt.timeOf(at)));
    }

    private static int step(Instant from, Instant time) {
        return (int) Math.max(0, Duration.between(from, time).dividedBy(STEP));
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
