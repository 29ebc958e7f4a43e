package io.sreagent.analysis.baseline;

import java.time.Instant;

/**
 * A piece of time, such as an incident that must not be learned as normal; {@code until} is out.
 */
public record Stretch(Instant from, Instant until) {
    public Stretch {
        if (until.isBefore(from)) throw new IllegalArgumentException(from + " until " + until);
    }

    public boolean holds(Instant time) {
        return !time.isBefore(from) && time.isBefore(until);
    }
}
