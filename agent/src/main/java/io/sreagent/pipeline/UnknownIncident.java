package io.sreagent.pipeline;

/** There is no incident of that id. */
public final class UnknownIncident extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownIncident(String id) {
        super("There is no incident " + id + ".");
    }
}
