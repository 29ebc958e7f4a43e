package io.sreagent.simulator.prometheus;

/** A query that is not answered, in Prometheus' own words: the error type decides the HTTP code. */
final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Error types of the HTTP API with their codes. */
    enum Type {
        BAD_DATA("bad_data", 400),
        EXECUTION("execution", 422),
        NOT_FOUND("not_found", 404);

        final String wire;
        final int code;

        Type(String wire, int code) {
            this.wire = wire;
            this.code = code;
        }
    }

    final Type type;

    QueryException(Type type, String message) {
        super(message);
        this.type = type;
    }

    static QueryException badData(String message) {
        return new QueryException(Type.BAD_DATA, message);
    }

    static QueryException execution(String message) {
        return new QueryException(Type.EXECUTION, message);
    }
}
