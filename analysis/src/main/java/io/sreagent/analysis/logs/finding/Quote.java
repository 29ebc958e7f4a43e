package io.sreagent.analysis.logs.finding;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.LogLine;

/**
 * A line shown as proof.
 *
 * @param position where it can be read again
 * @param text its beginning, at most {@link #LONGEST} characters
 */
public record Quote(String position, String text) {
    static final int LONGEST = 300;

    public Quote {
        requireNonNull(position, "position");
        requireNonNull(text, "text");
    }

    static Quote of(LogLine line) {
        String message = line.message();
        return new Quote(
                line.position(),
                message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…");
    }
}
