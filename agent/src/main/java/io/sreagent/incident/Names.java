package io.sreagent.incident;

import java.util.Locale;

/** How the names of states are spelled outside the program. */
final class Names {
    private Names() {}

    static String code(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
