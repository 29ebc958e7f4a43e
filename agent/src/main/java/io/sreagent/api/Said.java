package io.sreagent.api;

import org.jspecify.annotations.Nullable;

/** Checks of what a body said. */
final class Said {
    private static final int LONGEST = 2000;

    private Said() {}

    /** A text that must be there. */
    static String text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) throw Problem.unprocessable(field + " is missing");
        if (value.length() > LONGEST)
            throw Problem.unprocessable(
                    "%s has %d characters; at most %d".formatted(field, value.length(), LONGEST));
        return value.strip();
    }
}
