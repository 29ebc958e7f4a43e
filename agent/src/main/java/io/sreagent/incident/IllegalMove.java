package io.sreagent.incident;

/** A move that the state machine does not know: a bug in the caller. Nothing was written. */
public final class IllegalMove extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalMove(String what, Enum<?> from, Enum<?> to) {
        super("%s cannot go from %s to %s".formatted(what, from, to));
    }
}
