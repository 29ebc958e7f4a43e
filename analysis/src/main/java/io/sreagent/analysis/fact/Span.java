package io.sreagent.analysis.fact;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One operation of one trace. */
public record Span(
        String traceId,
        String spanId,
        @Nullable String parentId,
        Resource resource,
        String operation,
        Instant start,
        Duration duration,
        boolean error) {
    public Span {
        requireNonNull(traceId, "traceId");
        requireNonNull(spanId, "spanId");
        requireNonNull(resource, "resource");
        requireNonNull(operation, "operation");
        requireNonNull(start, "start");
        if (duration.isNegative())
            throw new IllegalArgumentException("negative duration of span " + spanId);
    }
}
