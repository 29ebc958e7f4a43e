package io.sreagent.integrations.prometheus;

import org.jspecify.annotations.Nullable;

/**
 * Prometheus did not answer, or not with data. The message carries the question, what came back,
 * and the way out.
 */
final class PrometheusTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    private final String words;
    private final boolean passing;

    private PrometheusTrouble(String words, boolean passing, @Nullable Throwable cause) {
        super(words, cause);
        this.words = words;
        this.passing = passing;
    }

    /** It may go away by itself: the same question is worth asking again. */
    static PrometheusTrouble passing(String words, @Nullable Throwable cause) {
        return new PrometheusTrouble(words, true, cause);
    }

    /** The same question gets the same answer. */
    static PrometheusTrouble lasting(String words, @Nullable Throwable cause) {
        return new PrometheusTrouble(words, false, cause);
    }

    boolean isPassing() {
        return passing;
    }

    String words() {
        return words;
    }
}
