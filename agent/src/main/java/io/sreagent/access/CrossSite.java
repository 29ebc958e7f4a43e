package io.sreagent.access;

/** A web page from elsewhere tried to use a browser's session. */
public final class CrossSite extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CrossSite(String why) {
        super(why);
    }
}
