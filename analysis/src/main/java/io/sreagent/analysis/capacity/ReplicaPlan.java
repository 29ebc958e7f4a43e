package io.sreagent.analysis.capacity;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.finding.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a load forecast into replicas for each hour ahead.
 *
 * <p>An hour needs {@code ⌈upper / cautious capacity⌉}: the highest upper end of the load's
 * interval over what a replica surely bears. More replicas are there before the hour begins, fewer
 * only when the cool-down has passed since the last reduction, at most a share at a time, and never
 * below what the hour after needs: to take away what must come back is churn. Cost: O(horizon).
 */
public final class ReplicaPlan {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ReplicaLimits limits;

    public ReplicaPlan(ReplicaLimits limits) {
        this.limits = requireNonNull(limits, "limits");
    }

    /**
     * One entry for each hour the forecast begins.
     *
     * @param load requests per second over all replicas
     * @param running replicas now
     * @param lastReduction when replicas were last taken away; {@link Instant#MIN} for never
     */
    public List<PlannedHour> of(
            Forecast load, Capacity capacity, int running, Instant lastReduction) {
        if (running < 0) throw new IllegalArgumentException("running " + running);
        List<Peak> peaks = peaks(load);
        List<PlannedHour> plan = new ArrayList<>();
        int instances = running;
        Instant reduced = lastReduction;
        for (int hour = 0; hour < peaks.size(); hour++) {
            Peak peak = peaks.get(hour);
            int needed = needed(peak, capacity);
            int next = hour + 1 < peaks.size() ? needed(peaks.get(hour + 1), capacity) : needed;
            int wanted = limits.within(Math.max(needed, Math.min(next, instances)));
            if (wanted > instances) {
                instances = wanted;
            } else if (wanted < instances && mayReduce(peak.from, reduced)) {
                int kept = (int) Math.ceil(instances * (1 - limits.largestReduction()));
                instances = limits.within(Math.max(wanted, Math.min(kept, instances - 1)));
                reduced = peak.from;
            }
            instances = limits.within(instances);
            double confidence = confidence(peak, instances * capacity.perReplica(), load.level());
            plan.add(
                    new PlannedHour(
                            peak.from, peak.mean, peak.upper, needed, instances, confidence));
        }
        return plan;
    }

    private record Peak(Instant from, double mean, double upper) {}

    private static List<Peak> peaks(Forecast load) {
        List<Peak> peaks = new ArrayList<>();
        Instant from = load.start();
        double mean = 0;
        double upper = 0;
        for (int step = 0; step < load.horizon(); step++) {
            if (!load.timeOf(step).isBefore(from.plus(HOUR))) {
                peaks.add(new Peak(from, mean, upper));
                from = load.timeOf(step);
                mean = 0;
                upper = 0;
            }
            mean = Math.max(mean, load.mean()[step]);
            upper = Math.max(upper, load.upper()[step]);
        }
        peaks.add(new Peak(from, mean, upper));
        return peaks;
    }

    private static int needed(Peak peak, Capacity capacity) {
        // 11.000000000000002 replicas are 11.
        return (int) Math.min(1_000_000, Math.ceil(peak.upper / capacity.cautious() - 1e-9));
    }

    private boolean mayReduce(Instant at, Instant reduced) {
        return reduced.equals(Instant.MIN)
                || Duration.between(reduced, at).compareTo(limits.coolDown()) >= 0;
    }

    /**
     * The load as logistic around the mean, scaled so that the interval holds its level: a shape
     * with tails that one line of arithmetic can evaluate.
     */
    private static double confidence(Peak peak, double borne, double level) {
        double half = peak.upper - peak.mean;
        if (!(half > 0)) return borne >= peak.mean ? 1 : 0;
        double side = (1 + level) / 2;
        double scale = half / Math.log(side / (1 - side));
        return 1 / (1 + Math.exp(-Math.clamp((borne - peak.mean) / scale, -50, 50)));
    }
}
