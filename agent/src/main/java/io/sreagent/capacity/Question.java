package io.sreagent.capacity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the load predictor.
 *
 * @param service {@code namespace/name} or a name; null for the one with the most load
 * @param currentQps requests per second now, when the asker knows better than the source
 * @param timestamp at most a day ahead; null for now
 * @param hours how many to plan, 1–24; null for the configured ones
 */
public record Question(
        @Nullable String service,
        @Nullable Double currentQps,
        @Nullable Instant timestamp,
        @Nullable Integer hours) {
    public Question {
        if (currentQps != null && !(currentQps >= 0 && currentQps < 1e12))
            throw new IllegalArgumentException("current_qps is " + currentQps);
        if (hours != null && (hours < 1 || hours > 24))
            throw new IllegalArgumentException("hours is " + hours + "; it must be 1–24");
    }

    /** Of a service, now. */
    public static Question of(String service) {
        return new Question(service, null, null, null);
    }
}
