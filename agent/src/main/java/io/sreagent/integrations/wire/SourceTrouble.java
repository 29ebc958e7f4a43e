package io.sreagent.integrations.wire;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source did not answer, or not with what was asked for. The message carries the question, what
 * came back, and the way out.
 */
public final class SourceTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    private final String words;
    private final boolean passing;
    private final @Nullable Duration pause;

    private SourceTrouble(
            String words, boolean passing, @Nullable Duration pause, @Nullable Throwable cause) {
        super(words, cause);
        this.words = words;
        this.passing = passing;
        this.pause = pause;
    }

    /** It may go away by itself: the same question is worth asking again. */
    public static SourceTrouble passing(String words, @Nullable Throwable cause) {
        return new SourceTrouble(words, true, null, cause);
    }

    /** The server said how long it wants to be left alone. */
    public static SourceTrouble busy(String words, Duration pause) {
        return new SourceTrouble(words, true, pause, null);
    }

    /** The same question gets the same answer. */
    public static SourceTrouble lasting(String words, @Nullable Throwable cause) {
        return new SourceTrouble(words, false, null, cause);
    }

    public boolean isPassing() {
        return passing;
    }

    public Optional<Duration> pause() {
        return Optional.ofNullable(pause);
    }

    public String words() {
        return words;
    }
}
