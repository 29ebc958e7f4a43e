package io.sreagent.incident;

/** Someone else changed the row since it was read. Nothing was written; read again and decide. */
public final class StaleWrite extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleWrite(String what) {
        super(what);
    }
}
