package io.sreagent.analysis.cause;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How often something happened in each minute before a split, and in all since. */
final class Minutes {
    private static final int LEAST_MINUTES = 3;

    private final Map<Long, Integer> past = new TreeMap<>();
    private int before;
    private int since;

    void add(Instant time, boolean early) {
        if (early) {
            past.merge(time.getEpochSecond() / 60, 1, Integer::sum);
            before++;
        } else since++;
    }

    int before() {
        return before;
    }

    int since() {
        return since;
    }

    /**
     * Variance over mean of these counts around {@code rate} times those of another, over the
     * minutes of the past: {@code Σ (count − expected)² / expected / (minutes − 1)}, at least 1.
     * Fewer than three minutes know nothing of it: 1.
     */
    double dispersion(Minutes of, double rate) {
        double sum = 0;
        int minutes = 0;
        for (Map.Entry<Long, Integer> each : of.past.entrySet()) {
            double expected = rate * each.getValue();
            if (expected <= 0) continue;
            double off = past.getOrDefault(each.getKey(), 0) - expected;
            sum += off * off / expected;
            minutes++;
        }
        return minutes < LEAST_MINUTES ? 1 : Math.max(1, sum / (minutes - 1));
    }
}
