package io.sreagent.integrations.loki;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loki did not answer, or not with lines. The message carries the question, what came back, and the
 * way out.
 */
final class LokiTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    private final String words;
    private final boolean passing;
    private final @Nullable Duration pause;

    private LokiTrouble(
            String words, boolean passing, @Nullable Duration pause, @Nullable Throwable cause) {
        super(words, cause);
        this.words = words;
        this.passing = passing;
        this.pause = pause;
    }

    /** It may go away by itself: the same question is worth asking again. */
    static LokiTrouble passing(String words, @Nullable Throwable cause) {
        return new LokiTrouble(words, true, null, cause);
    }

    /** The server said how long it wants to be left alone. */
    static LokiTrouble busy(String words, Duration pause) {
        return new LokiTrouble(words, true, pause, null);
    }

    /** The same question gets the same answer. */
    static LokiTrouble lasting(String words, @Nullable Throwable cause) {
        return new LokiTrouble(words, false, null, cause);
    }

    boolean isPassing() {
        return passing;
    }

    Optional<Duration> pause() {
        return Optional.ofNullable(pause);
    }

    String words() {
        return words;
    }
}
