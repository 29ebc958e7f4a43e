package io.sreagent.ui;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;

/**
 * A link to a page with {@code ?token=…}, as printed on a terminal: keeps the token as the cookie
 * and takes it out of the address, so that it is in no history and no referrer.
 */
@Provider
@PreMatching
public class TokenLink implements ContainerRequestFilter {
    private static final int SECONDS = 12 * 3600;

    @Override
    public void filter(ContainerRequestContext request) {
        UriInfo asked = request.getUriInfo();
        String token = asked.getQueryParameters().getFirst("token");
        String path = asked.getPath();
        boolean page = path.equals("/") || path.startsWith("/ui");
        if (token == null || !page || !request.getMethod().equals("GET")) return;
        // Not a redirect: after a click elsewhere it would still count as the other site's request,
        // and a strict cookie would stay behind.
        String to = Answers.local(path).replace("\"", "").replace("<", "").replace("&", "");
        request.abortWith(
                Response.ok(
                                "<!doctype html><meta http-equiv=\"refresh\" content=\"0;url="
                                        + to
                                        + "\">",
                                MediaType.TEXT_HTML_TYPE)
                        .header("Referrer-Policy", "no-referrer")
                        .header("Cache-Control", "no-store")
                        .cookie(Answers.session(token, SECONDS))
                        .build());
    }
}
