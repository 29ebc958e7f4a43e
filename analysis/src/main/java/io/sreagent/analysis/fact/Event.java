package io.sreagent.analysis.fact;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something a platform reported about a resource, such as Kubernetes' {@code OOMKilling}.
 *
 * @param count how often it was reported up to {@code time}
 */
public record Event(
        Instant time,
        Resource resource,
        String reason,
        String message,
        boolean warning,
        int count) {
    public Event {
        requireNonNull(time, "time");
        requireNonNull(resource, "resource");
        requireNonNull(reason, "reason");
        requireNonNull(message, "message");
        if (count < 1) throw new IllegalArgumentException("count " + count);
    }
}
