package io.sreagent.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sreagent.access.Caller;
import io.sreagent.incident.Sha256;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;

/**
 * {@code Idempotency-Key} on requests that change something, after the IETF draft of that name: a
 * repeat gets the first answer again, another request under the same key is refused. Endpoints
 * marked {@link Unkept} take no part.
 */
@Provider
@Priority(Priorities.USER)
public class Idempotency implements ContainerRequestFilter, ContainerResponseFilter {
    static final String HEADER = "Idempotency-Key";
    private static final String TAKEN = "io.sreagent.idempotency";
    private static final int LONGEST = 200;

    /** Looked up at the first request: filters are made before the settings can be read. */
    private final Instance<IdempotencyKeys> keys;

    private final Caller caller;
    private final ObjectMapper json;

    @Context
    @SuppressWarnings("NullAway.Init") // the framework sets it; a proxy for the request at hand
    ResourceInfo endpoint;

    public Idempotency(Instance<IdempotencyKeys> keys, Caller caller, ObjectMapper json) {
        this.keys = keys;
        this.caller = caller;
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String key = request.getHeaderString(HEADER);
        if (key == null || !request.getMethod().equals("POST") || caller.known().isEmpty()) return;
        Method method = endpoint.getResourceMethod();
        if (method != null && method.isAnnotationPresent(Unkept.class)) return;
        if (key.isBlank() || key.length() > LONGEST)
            throw Problem.badRequest(HEADER + " has 1–" + LONGEST + " characters");
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        String who = caller.principal().name();
        switch (keys.get().take(who, key, Sha256.hex(request.getUriInfo().getPath(), body))) {
            case IdempotencyKeys.Known.Fresh fresh -> request.setProperty(TAKEN, key);
            case IdempotencyKeys.Known.Answered(int status, String answer) ->
                    request.abortWith(
                            Response.status(status)
                                    .entity(answer)
                                    .type(type(status))
                                    .header("Idempotency-Replayed", "true")
                                    .build());
            case IdempotencyKeys.Known.UnderWay underWay ->
                    throw Problem.conflict("The same request is being worked on.");
            case IdempotencyKeys.Known.Other other ->
                    throw Problem.unprocessable(
                            HEADER + " " + key + " was used for another request.");
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response)
            throws IOException {
        if (!(request.getProperty(TAKEN) instanceof String key)) return;
        String who = caller.principal().name();
        // Only what was settled is kept: a bug, or a refusal that time may lift, may be tried
        // again.
        if (response.getStatus() >= 300 || response.getEntity() == null) {
            keys.get().forget(who, key);
        } else {
            String body = json.writeValueAsString(response.getEntity());
            keys.get().settle(who, key, response.getStatus(), body);
        }
    }

    private static MediaType type(int status) {
        return status < 400 ? MediaType.APPLICATION_JSON_TYPE : Problem.MEDIA_TYPE;
    }
}
