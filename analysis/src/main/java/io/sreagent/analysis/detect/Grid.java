package io.sreagent.analysis.detect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * What a detector knows of a series before its first value.
 *
 * @param start time of the first sample, UTC; fixes the hour of the week
 * @param step distance of two samples
 * @param period samples in the strongest season, 0 when there is none
 */
public record Grid(Instant start, Duration step, int period) {
    public Grid {
        requireNonNull(start, "start");
        if (step.isNegative() || step.isZero()) throw new IllegalArgumentException("step " + step);
        if (period < 0) throw new IllegalArgumentException("period " + period);
    }
}
