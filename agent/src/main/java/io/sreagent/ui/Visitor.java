package io.sreagent.ui;

import io.quarkus.qute.TemplateInstance;
import io.sreagent.access.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Who looks at a page, and how they like it. */
@RequestScoped
public class Visitor {
    static final String LANGUAGE = "lang";
    static final String THEME = "theme";

    private final Caller caller;

    @Context
    @SuppressWarnings("NullAway.Init") // the framework sets it; a proxy for the request at hand
    HttpHeaders headers;

    @Context
    @SuppressWarnings("NullAway.Init") // likewise
    UriInfo uri;

    public Visitor(Caller caller) {
        this.caller = caller;
    }

    Look look() {
        return Look.of(
                cookie(LANGUAGE),
                headers.getAcceptableLanguages(),
                cookie(THEME),
                uri.getPath(),
                caller.known());
    }

    TemplateInstance dress(TemplateInstance page) {
        return page.setLocale(look().locale());
    }

    private @Nullable String cookie(String name) {
        Cookie cookie = headers.getCookies().get(name);
        return cookie == null ? null : cookie.getValue();
    }
}
