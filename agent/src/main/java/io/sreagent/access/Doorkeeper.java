package io.sreagent.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import jakarta.inject.Singleton;
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
    void admit(Knock knock, @Nullable Method method) {
        refuseOtherSites(knock);
        Optional<Principal> who = authenticate(knock);
        who.ifPresent(caller::is);
        if (method == null || isOpen(method)) return;
        enough(who, needed(method));
    }

    /**
     * Lets in what is no endpoint of the framework's, by the same rules.
     *
     * @throws Unauthenticated when nobody known asks
     * @throws io.sreagent.contract.access.Forbidden when the role is not enough
     * @throws CrossSite when a page from elsewhere sent it
     */
    public void admit(Knock knock, Role needed) {
        refuseOtherSites(knock);
        enough(authenticate(knock), needed);
    }

    private static void enough(Optional<Principal> who, Role needed) {
        if (who.isEmpty()) {
            throw new Unauthenticated(
                    "This needs a token of role %s: send it as 'Authorization: Bearer …'."
                            .formatted(needed.name().toLowerCase(Locale.ROOT)));
        }
        who.get().require(needed);
    }

    private Optional<Principal> authenticate(Knock knock) {
        if (!settings.enabled()) return Optional.of(LOCAL);
        String secret = knock.secret();
        if (secret != null) {
            Optional<Principal> who = tokens.authenticate(secret);
            if (who.isPresent()) return who;
            // A wrong token is an error even where none is needed: its owner believes it works.
            if (knock.authorization() != null)
                throw new Unauthenticated("The token is not known here, or was revoked.");
        }
        boolean open = settings.openReading() && knock.manner().isReading();
        return open ? Optional.of(READER) : Optional.empty();
    }

    /**
     * Browsers say from which page a changing request comes; another page's has no business here,
     * whatever cookie came along. SameSite alone does not tell ports of one host apart. Without
     * tokens the host name is checked as well, as any web page may point a name at 127.0.0.1.
     */
    private void refuseOtherSites(Knock knock) {
        String host = knock.host();
        if (!settings.enabled() && host != null && !LOOPBACK.contains(withoutPort(host)))
            throw new CrossSite("Without access control only a loopback address answers.");
        if (!knock.manner().isForOwnPagesOnly()) return;
        String origin = knock.origin();
        if (origin == null) {
            if (knock.cookie() != null && knock.authorization() == null)
                throw new CrossSite(
                        "A browser's session may do this only from our pages, and no page said it"
                                + " was one.");
            return;
        }
        if (host == null || !sameSite(origin, host))
            throw new CrossSite("A page of " + origin + " may not do this here.");
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
