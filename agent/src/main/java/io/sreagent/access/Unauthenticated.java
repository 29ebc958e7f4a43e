package io.sreagent.access;

/** A call that needs a role came without a good token. */
public final class Unauthenticated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unauthenticated(String why) {
        super(why);
    }
}
