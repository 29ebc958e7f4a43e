package io.sreagent.analysis.capacity;

import io.sreagent.analysis.finding.Forecast;
import java.time.Duration;
import java.time.Instant;

/**
 * The fewest replicas an autoscaler should run just now, so that those it will need are there in
 * time:
 *
 * <pre>
 * ⌈ max(forecast of the next quarter of an hour, now + {@value #START}·rise) / cautious capacity ⌉
 * </pre>
 *
 * The forecast knows the rhythm of days and weeks. What no rhythm tells, a surge, shows as a rise
 * minute by minute and is continued for as long as a replica takes to start; a fall is not
 * continued. It leaves no room besides what the capacity leaves: an autoscaler's own metric answers
 * what neither foresaw. Against that autoscaler alone: {@code ReplicaTrial}. NaN: a gap among the
 * last minutes leaves the forecast alone. Cost: O(horizon).
 */
public final class ReplicaFloor {

    /** How many of the last minutes are looked at. */
    public static final int MINUTES = 6;

    private static final int START = 4; // minutes until a replica serves
    private static final Duration AHEAD = Duration.ofMinutes(15);

    private ReplicaFloor() {}

    /**
     * @param load forecast of requests per second over all replicas
     * @param minutes the same as measured, the last {@value #MINUTES} minutes, oldest first
     * @return at least 1
     */
    public static int of(Forecast load, double[] minutes, Instant now, Capacity capacity) {
        double most = continued(minutes);
        if (Double.isNaN(most)) most = 0;
        for (int step = 0; step < load.horizon(); step++) {
            Instant time = load.timeOf(step);
            if (!time.isBefore(now) && !time.isAfter(now.plus(AHEAD)))
                most = Math.max(most, load.mean()[step]);
        }
        // 11.000000000000002 replicas are 11.
        double replicas = Math.ceil(most / capacity.cautious() - 1e-9);
        return (int) Math.clamp(replicas, 1, 1_000_000);
    }

    /** The load when a replica that is begun now serves; of pairs, since one minute is noise. */
    private static double continued(double[] minutes) {
        int n = minutes.length;
        if (n < MINUTES) return Double.NaN;
        double now = (minutes[n - 1] + minutes[n - 2]) / 2;
        double then = (minutes[n - 5] + minutes[n - 6]) / 2;
        return now + Math.max(0, (now - then) / 4) * START;
    }
}
