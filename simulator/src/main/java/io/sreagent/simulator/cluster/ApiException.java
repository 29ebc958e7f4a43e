package io.sreagent.simulator.cluster;

/** A request the API server refuses, with the code and reason of {@code metav1.Status}. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    public ApiException(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    public static ApiException notFound(ResourceType type, String name) {
        return new ApiException(
                404, "NotFound", "%s \"%s\" not found".formatted(type.qualified(), name));
    }

    public static ApiException conflict(ResourceType type, String name, String why) {
        return new ApiException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": %s"
                        .formatted(type.qualified(), name, why));
    }

    public static ApiException invalid(ResourceType type, String name, String field, String why) {
        return new ApiException(
                422,
                "Invalid",
                "%s%s \"%s\" is invalid: %s: %s"
                        .formatted(
                                type.kind(),
                                type.group().isEmpty() ? "" : "." + type.group(),
                                name,
                                field,
                                why));
    }

    public static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequest", message);
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
