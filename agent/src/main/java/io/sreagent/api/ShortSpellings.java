package io.sreagent.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The shorter spellings of older scripts: the same endpoints, one name away. */
@Provider
@PreMatching
public class ShortSpellings implements ContainerRequestFilter {
    private static final Set<String> ROOTS =
            Set.of("incidents", "logs", "diagnose", "execute", "status", "health");

    @Override
    public void filter(ContainerRequestContext request) {
        UriInfo asked = request.getUriInfo();
        if (asked.getPath().equals("/api/docs")) {
            // Not an endpoint of ours, so it cannot be reached by rewriting the path.
            request.abortWith(Response.seeOther(URI.create("/docs")).build());
            return;
        }
        full(asked.getPath())
                .ifPresent(
                        path ->
                                request.setRequestUri(
                                        asked.getRequestUriBuilder().replacePath(path).build()));
    }

    /** The full path of a short one; empty when it is full already. */
    static Optional<String> full(String path) {
        if (path.startsWith("/api/v1/") || path.equals("/api/v1")) return Optional.empty();
        if (path.startsWith("/api/v2/")) return Optional.empty();
        if (path.startsWith("/api/")) return Optional.of("/api/v1" + path.substring(4));
        String root = path.substring(1).split("/", 2)[0];
        return ROOTS.contains(root) ? Optional.of("/api/v1" + path) : Optional.empty();
    }
}
