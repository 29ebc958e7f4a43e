package io.sreagent.analysis.logs.read;

import io.sreagent.analysis.fact.LogLine.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line as one format understands it; what it does not tell is null. */
record Draft(
        LogFormat format,
        @Nullable Instant time,
        @Nullable Severity severity,
        String message,
        Map<String, String> fields) {}
