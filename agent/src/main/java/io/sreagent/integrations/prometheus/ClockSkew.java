package io.sreagent.integrations.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How far the server's clock is ahead of ours, from the {@code Date} header of its answers.
 *
 * <p>The header has whole seconds, so a true difference d shows as d − 1 s to d; the median of the
 * latest readings plus half a second is within about half a second, and round trips add their half.
 * An order of events finer than this, plus a scrape interval, is no evidence.
 */
final class ClockSkew {
    private static final int KEPT = 9;

    private final long[] latest = new long[KEPT]; // milliseconds
    private int seen;

    synchronized void note(Optional<String> dateHeader, Instant middleOfRequest) {
        if (dateHeader.isEmpty()) return;
        try {
            Instant theirs =
                    Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(dateHeader.get()));
            latest[seen++ % KEPT] =
                    Duration.between(middleOfRequest, theirs).plusMillis(500).toMillis();
        } catch (DateTimeParseException notADate) {
            // a proxy's own idea of a date tells nothing
        }
    }

    /** Positive when the server's clock is ahead; empty before the first answer. */
    synchronized Optional<Duration> measured() {
        int count = Math.min(seen, KEPT);
        if (count == 0) return Optional.empty();
        long[] sorted = java.util.Arrays.copyOf(latest, count);
        java.util.Arrays.sort(sorted);
        return Optional.of(Duration.ofMillis(sorted[count / 2]));
    }
}
