package io.sreagent.analysis.logs.read;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.LogLine;
import java.util.Map;

/**
 * One record with what its format told besides.
 *
 * @param fields named values in the order of the line; empty for plain text
 * @param timed whether the time was in the line; otherwise it is that of the record before
 */
public record Parsed(LogLine line, LogFormat format, Map<String, String> fields, boolean timed) {
    public Parsed {
        requireNonNull(line, "line");
        requireNonNull(format, "format");
        requireNonNull(fields, "fields");
    }
}
