package io.sreagent.contract.act;

/**
 * The platform, or the executor, will not do such a step; the message says why and what would help.
 */
public final class PreviewRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public PreviewRefused(String why) {
        super(why);
    }

    public PreviewRefused(String why, Throwable cause) {
        super(why, cause);
    }
}
