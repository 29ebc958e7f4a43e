package io.sreagent.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who is asking and whether that is enough for what is asked. A token comes as {@code
 * Authorization: Bearer …}, or from a browser in a cookie; a cookie counts only for requests that
 * our own pages send.
 */
@Singleton
public class Doorkeeper {

    /** Who may come in. */
    @ConfigMapping(prefix = "access", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface Settings {
        /** Off, everybody is an admin: only behind a loopback address. */
        @WithDefault("true")
        boolean enabled();

        /** Whether reading needs no token: for a demonstration on one's own machine. */
        @WithDefault("false")
        boolean openReading();
    }

    /** The cookie that holds a browser's token. */
    public static final String COOKIE = "sre_agent_token";

    /** Who everybody is while access is off. */
    private static final Principal LOCAL = new Principal("local", Role.ADMIN, false);

    private static final Principal READER = new Principal("anyone", Role.VIEWER, true);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final Settings settings;
    private final Tokens tokens;
    private final Caller caller;

    public Doorkeeper(Settings settings, Tokens tokens, Caller caller) {
        this.settings = settings;
        this.tokens = tokens;
        this.caller = caller;
    }

    /**
     * Lets a request in, and notes whose it is.
     *
     * @param method the endpoint; null when nothing answers there
     * @throws Unauthenticated when nobody known asks for what is not open
     * @throws io.sreagent.contract.access.Forbidden when the role is not enough
     * @throws CrossSite when a page from elsewhere sent it
     */
    void admit(ContainerRequestContext request, @Nullable Method method) {
        refuseOtherSites(request);
        Optional<Principal> who = authenticate(request);
        who.ifPresent(caller::is);
        if (method == null || isOpen(method)) return;
        Role needed = needed(method);
        if (who.isEmpty()) {
            throw new Unauthenticated(
                    "This needs a token of role %s: send it as 'Authorization: Bearer …'."
                            .formatted(needed.name().toLowerCase(Locale.ROOT)));
        }
        who.get().require(needed);
    }

    private Optional<Principal> authenticate(ContainerRequestContext request) {
        if (!settings.enabled()) return Optional.of(LOCAL);
        String secret = secret(request);
        if (secret != null) {
            Optional<Principal> who = tokens.authenticate(secret);
            if (who.isPresent()) return who;
            // A wrong token is an error even where none is needed: its owner believes it works.
            if (request.getHeaderString("Authorization") != null)
                throw new Unauthenticated("The token is not known here, or was revoked.");
        }
        boolean reads = SAFE.contains(request.getMethod());
        return settings.openReading() && reads ? Optional.of(READER) : Optional.empty();
    }

    private static @Nullable String secret(ContainerRequestContext request) {
        String header = request.getHeaderString("Authorization");
        if (header != null) {
            return header.regionMatches(true, 0, "Bearer ", 0, 7)
                    ? header.substring(7).strip()
                    : "";
        }
        Cookie cookie = request.getCookies().get(COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    /**
     * Browsers say from which page a changing request comes; another page's has no business here,
     * whatever cookie came along. SameSite alone does not tell ports of one host apart. Without
     * tokens the host name is checked as well, as any web page may point a name at 127.0.0.1.
     */
    private void refuseOtherSites(ContainerRequestContext request) {
        // Not the Host header: HTTP/2 has none.
        String host = request.getUriInfo().getRequestUri().getAuthority();
        if (!settings.enabled() && host != null && !LOOPBACK.contains(withoutPort(host)))
            throw new CrossSite("Without access control only a loopback address answers.");
        if (SAFE.contains(request.getMethod())) return;
        String origin = request.getHeaderString("Origin");
        if (origin == null) {
            boolean byCookie = request.getCookies().containsKey(COOKIE);
            if (byCookie && request.getHeaderString("Authorization") == null)
                throw new CrossSite(
                        "A browser's session may change something only from our pages.");
            return;
        }
        if (host == null || !sameSite(origin, host))
            throw new CrossSite("A page of " + origin + " may not change anything here.");
    }

    private static boolean sameSite(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static boolean isOpen(Method method) {
        return method.isAnnotationPresent(Open.class)
                || method.getDeclaringClass().isAnnotationPresent(Open.class);
    }

    private static Role needed(Method method) {
        Needs needs = method.getAnnotation(Needs.class);
        if (needs == null) needs = method.getDeclaringClass().getAnnotation(Needs.class);
        if (needs == null)
            throw new IllegalStateException(method + " says neither @Needs nor @Open");
        return needs.value();
    }
}
