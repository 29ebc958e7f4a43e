package io.sreagent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it.
 *
 * @param type a URN that names the sort of problem; docs/guides/api.md lists them
 * @param detail what was asked and the way out
 * @param errors single mistakes, where there are several
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        List<String> errors) {
    static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    public Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(int status, String name, String title, String detail) {
        return new Problem("urn:sre-agent:problem:" + name, title, status, detail, null, List.of());
    }

    Problem at(String path) {
        return new Problem(type, title, status, detail, path, errors);
    }

    Response response() {
        Response.ResponseBuilder response = Response.status(status).entity(this).type(MEDIA_TYPE);
        if (status == 401) response.header("WWW-Authenticate", "Bearer");
        return response.build();
    }

    /** Thrown by an endpoint; becomes the answer. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // never serialised by us
        private final Problem problem;

        Thrown(Problem problem) {
            super(problem.detail());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    static Thrown badRequest(String detail) {
        return new Thrown(of(400, "bad-request", "The request is not understood", detail));
    }

    static Thrown notFound(String detail) {
        return new Thrown(of(404, "not-found", "There is no such thing", detail));
    }

    static Thrown conflict(String detail) {
        return new Thrown(of(409, "conflict", "It is no longer as it was", detail));
    }

    static Thrown forbidden(String detail) {
        return new Thrown(of(403, "forbidden", "Not allowed", detail));
    }

    static Thrown unprocessable(String detail) {
        return new Thrown(of(422, "unprocessable", "The content does not fit", detail));
    }
}
