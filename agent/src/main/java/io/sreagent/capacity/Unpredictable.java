package io.sreagent.capacity;

/** Nothing honest can be said; the message tells what is missing and the way out. */
public final class Unpredictable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unpredictable(String message) {
        super(message);
    }
}
