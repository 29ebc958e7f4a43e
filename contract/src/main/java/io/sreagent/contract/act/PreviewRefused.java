package io.sreagent.contract.act;

/** The platform, or the executor, will not do such a step. */
public final class PreviewRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    public PreviewRefused(String why) {
        super(why);
        this.why = why;
    }

    public PreviewRefused(String why, Throwable cause) {
        super(why, cause);
        this.why = why;
    }

    /** Why, and what would help. */
    public String why() {
        return why;
    }
}
