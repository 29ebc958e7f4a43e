package io.sreagent.analysis.fact;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a log; a stack trace is part of the record it belongs to.
 *
 * @param position where it can be read again: file and line, or stream and time
 */
public record LogLine(
        Instant time,
        Resource resource,
        Severity severity,
        String message,
        @Nullable String traceId,
        String position) {
    /** As OpenTelemetry orders them. */
    public enum Severity {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR,
        FATAL
    }

    public LogLine {
        requireNonNull(time, "time");
        requireNonNull(resource, "resource");
        requireNonNull(severity, "severity");
        requireNonNull(message, "message");
    }
}
