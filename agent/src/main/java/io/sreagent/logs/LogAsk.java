package io.sreagent.logs;

import static java.util.Objects.requireNonNull;

import io.sreagent.contract.source.LogSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A question about logs, as understood.
 *
 * @param query which lines
 * @param back how far back lies the stretch that {@link Want#COMPARE} compares with
 * @param top how many groups {@link Want#TOP} is to tell
 * @param understood what of the question was taken for what, for people to check
 */
public record LogAsk(
        Want want,
        By by,
        LogSelector query,
        Instant from,
        Instant until,
        Duration back,
        int top,
        List<String> understood) {
    /** What is wanted of the lines. */
    public enum Want {
        LINES,
        COUNT,
        TOP,
        /** What changed against an earlier stretch as long. */
        COMPARE
    }

    /** What counts are made by. */
    public enum By {
        TEMPLATE,
        SERVICE
    }

    public LogAsk {
        requireNonNull(want, "want");
        requireNonNull(by, "by");
        requireNonNull(query, "query");
        understood = List.copyOf(understood);
        if (!from.isBefore(until))
            throw new IllegalArgumentException("the time ends (" + until + ") before it begins");
    }

    /** The same about another stretch of time. */
    public LogAsk between(Instant begin, Instant end) {
        return new LogAsk(
                want, by, query, begin, end, Duration.between(begin, end), top, understood);
    }
}
