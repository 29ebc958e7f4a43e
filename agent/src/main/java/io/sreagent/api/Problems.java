package io.sreagent.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.sreagent.access.CrossSite;
import io.sreagent.access.Unauthenticated;
import io.sreagent.contract.access.Forbidden;
import io.sreagent.incident.IllegalMove;
import io.sreagent.incident.StaleWrite;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Turns everything thrown into a problem. What is our own fault gets a number that is in the log,
 * and tells nothing else. Pages get the same as text.
 */
@Provider
public class Problems implements ExceptionMapper<Throwable> {
    private static final Logger log = Logger.getLogger(Problems.class);

    @Context
    @SuppressWarnings("NullAway.Init") // the framework sets it; a proxy for the request at hand
    UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof WebApplicationException redirect
                && redirect.getResponse().getStatus() < 400) {
            return redirect.getResponse();
        }
        String path = uri.getPath();
        Problem problem = problem(thrown, path).at(path);
        boolean page = path.equals("/") || path.startsWith("/ui");
        if (!page) return problem.response();
        if (thrown instanceof Unauthenticated) {
            String next = URLEncoder.encode(path, StandardCharsets.UTF_8);
            return Response.seeOther(URI.create("/ui/login?next=" + next)).build();
        }
        return Response.fromResponse(problem.response())
                .entity(problem.title() + ": " + problem.detail())
                .type(MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"))
                .build();
    }

    static Problem problem(Throwable thrown, String path) {
        return switch (thrown) {
            case Problem.Thrown ours -> ours.problem();
            case Unauthenticated who ->
                    Problem.of(401, "unauthenticated", "Who is asking?", message(who));
            case Forbidden not -> Problem.of(403, "forbidden", "Not allowed", message(not));
            case CrossSite other ->
                    Problem.of(403, "cross-site", "From another site", message(other));
            case IllegalMove move ->
                    Problem.of(409, "conflict", "It is no longer as it was", message(move));
            case StaleWrite stale ->
                    Problem.of(409, "conflict", "It is no longer as it was", message(stale));
            case JsonProcessingException json ->
                    Problem.of(400, "bad-json", "The body is not understood", where(json));
            case WebApplicationException http -> ofStatus(http, path);
            default -> bug(thrown, path);
        };
    }

    private static Problem ofStatus(WebApplicationException http, String path) {
        int status = http.getResponse().getStatus();
        if (http.getCause() instanceof JsonProcessingException json)
            return Problem.of(400, "bad-json", "The body is not understood", where(json));
        return switch (status) {
            case 404 ->
                    Problem.of(
                            404,
                            "not-found",
                            "There is no such thing",
                            "Nothing answers at " + path + ". All there is stands at /docs.");
            case 405 -> Problem.of(405, "method", "Wrong method", path + " has no such method.");
            case 415 ->
                    Problem.of(415, "media-type", "Wrong content type", "Send application/json.");
            default -> Problem.of(status, "http-" + status, "HTTP " + status, message(http));
        };
    }

    private static String where(JsonProcessingException json) {
        String at =
                json instanceof JsonMappingException mapping
                        ? mapping.getPath().stream()
                                .map(JsonMappingException.Reference::getFieldName)
                                .map(String::valueOf)
                                .collect(Collectors.joining("."))
                        : "";
        if (json instanceof UnrecognizedPropertyException unknown) {
            return "'%s' is not a field here; known are %s."
                    .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds());
        }
        return (at.isEmpty() ? "" : at + ": ") + json.getOriginalMessage();
    }

    private static Problem bug(Throwable thrown, String path) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        log.errorf(thrown, "bug %s at %s", number, path);
        return Problem.of(
                500, "bug", "A bug in sre-agent", "The log has the rest under " + number + ".");
    }

    private static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }
}
