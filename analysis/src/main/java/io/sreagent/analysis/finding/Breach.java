package io.sreagent.analysis.finding;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Metric;
import java.time.Instant;
import java.util.List;

/**
 * A limit that a forecast crosses.
 *
 * @param limit in the metric's unit
 * @param earliest when the interval's unfavourable side crosses
 * @param expected when the mean crosses
 * @param probability that it is crossed within the horizon, 0–1
 * @param source where the limit comes from: {@code configuration}, {@code container limit}, {@code
 *     hpa/checkout}
 * @param within the same probability for nearer moments, soonest first; empty where the horizon is
 *     under an hour, or where it was kept before they were told
 */
public record Breach(
        Metric metric,
        double limit,
        String source,
        Instant earliest,
        Instant expected,
        double probability,
        List<Chance> within) {

    /**
     * How probable a breach is by some time.
     *
     * @param hours from the forecast's start
     * @param probability that the limit is crossed by then, 0–1
     */
    public record Chance(int hours, double probability) {}

    public Breach {
        requireNonNull(metric, "metric");
        requireNonNull(source, "source");
        if (expected.isBefore(earliest))
            throw new IllegalArgumentException(expected + " before " + earliest);
        if (!(probability >= 0 && probability <= 1))
            throw new IllegalArgumentException("probability " + probability);
        within = within == null ? List.of() : List.copyOf(within);
    }
}
