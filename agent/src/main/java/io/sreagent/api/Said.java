package io.sreagent.api;

import org.jspecify.annotations.Nullable;

/** Checks of what a body said. */
final class Said {
    /** What a reason or a comment may have, and what the store has room for. */
    static final int REASON = 4000;

    private static final int LONGEST = 2000;

    private Said() {}

    /** A body that must be there. */
    static <T> T body(@Nullable T given) {
        if (given == null) throw Problem.unprocessable("the body is missing; send a JSON object");
        return given;
    }

    /** A text that must be there. */
    static String text(String field, @Nullable String value) {
        return text(field, value, LONGEST);
    }

    /**
     * A text that must be there.
     *
     * @param most characters
     */
    static String text(String field, @Nullable String value, int most) {
        if (value == null || value.isBlank()) throw Problem.unprocessable(field + " is missing");
        return atMost(field, value.strip(), most);
    }

    /** A text that may be left out; empty then. */
    static String maybe(String field, @Nullable String value, int most) {
        return value == null ? "" : atMost(field, value.strip(), most);
    }

    private static String atMost(String field, String value, int most) {
        if (value.length() > most)
            throw Problem.unprocessable(
                    "%s has %d characters; at most %d".formatted(field, value.length(), most));
        return value;
    }
}
