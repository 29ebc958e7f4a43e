package io.sreagent.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** Every request passes here and meets the {@link Doorkeeper}. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class FrontDoor implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** Looked up at the first request: filters are made before the settings can be read. */
    private final Instance<Doorkeeper> doorkeeper;

    @Context
    @SuppressWarnings("NullAway.Init") // the framework sets it; a proxy for the request at hand
    ResourceInfo asked;

    public FrontDoor(Instance<Doorkeeper> doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        doorkeeper.get().admit(knock(request), asked.getResourceMethod());
    }

    private static Knock knock(ContainerRequestContext request) {
        Cookie cookie = request.getCookies().get(Doorkeeper.COOKIE);
        return new Knock(
                SAFE.contains(request.getMethod()) ? Knock.Manner.READS : Knock.Manner.CHANGES,
                // Not the Host header: HTTP/2 has none.
                request.getUriInfo().getRequestUri().getAuthority(),
                request.getHeaderString("Origin"),
                request.getHeaderString("Authorization"),
                cookie == null ? null : cookie.getValue());
    }
}
