package io.sreagent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Caller;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.ChangeWindow;
import io.sreagent.incident.Policies;
import io.sreagent.pipeline.Desk;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stretches of time in which nothing is done, approved or not: maintenance and freezes. */
@Path("/api/v1/policy/windows")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WindowResource {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Policies policies;
    private final Desk desk;
    private final Caller caller;
    private final InstantSource clock;

    public WindowResource(Policies policies, Desk desk, Caller caller, InstantSource clock) {
        this.policies = policies;
        this.desk = desk;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * A window to open.
     *
     * @param kind {@code freeze} (also when left out) or {@code maintenance}
     * @param scope {@code *}, {@code namespace/*} or {@code namespace/service}
     * @param startsAt now when left out
     */
    public record Wish(
            @Nullable String kind,
            @Nullable String scope,
            @Nullable String startsAt,
            @Nullable String endsAt,
            @Nullable String reason) {}

    /** A window. */
    public record WindowView(
            String id,
            String kind,
            String scope,
            Instant startsAt,
            Instant endsAt,
            String by,
            String reason) {
        static WindowView of(ChangeWindow window) {
            return new WindowView(
                    window.id(),
                    window.kind().name().toLowerCase(Locale.ROOT),
                    window.scope(),
                    window.starts(),
                    window.ends(),
                    window.by(),
                    window.reason());
        }
    }

    /** Those that are open or still to come. */
    @GET
    @Needs(Role.VIEWER)
    public List<WindowView> windows() {
        return policies.windowsFrom(clock.instant()).stream().map(WindowView::of).toList();
    }

    @POST
    @Needs(Role.OPERATOR)
    public WindowView open(@Nullable Wish wish) {
        if (wish == null) throw Problem.unprocessable("The body names scope, ends_at and reason.");
        Instant now = clock.instant();
        Instant starts = wish.startsAt() == null ? now : instant("starts_at", wish.startsAt());
        Instant ends = instant("ends_at", Said.text("ends_at", wish.endsAt()));
        if (!starts.isBefore(ends) || !now.isBefore(ends))
            throw Problem.unprocessable("ends_at " + ends + " is not after its start, or is over");
        if (Duration.between(starts, ends).compareTo(LONGEST) > 0)
            throw Problem.unprocessable("A window lasts a year at most.");
        ChangeWindow window =
                new ChangeWindow(
                        "window-" + UUID.randomUUID(),
                        kind(wish.kind()),
                        scope(Said.text("scope", wish.scope())),
                        starts,
                        ends,
                        caller.principal().name(),
                        Said.text("reason", wish.reason()));
        desk.open(window, caller.principal());
        return WindowView.of(window);
    }

    /** Lets actions go on before its end. Starting is for fewer people than stopping. */
    @DELETE
    @Path("/{id}")
    @Needs(Role.ADMIN)
    public void close(@PathParam("id") String id) {
        if (!desk.close(id, caller.principal())) throw Problem.notFound("There is no window " + id);
    }

    private static ChangeWindow.Kind kind(@Nullable String kind) {
        if (kind == null || kind.equals("freeze")) return ChangeWindow.Kind.FREEZE;
        if (kind.equals("maintenance")) return ChangeWindow.Kind.MAINTENANCE;
        throw Problem.unprocessable("kind '" + kind + "' is neither freeze nor maintenance");
    }

    private static String scope(String scope) {
        if (scope.length() <= 400 && scope.matches("\\*|[a-z0-9.-]+/(\\*|[a-z0-9.-]+)"))
            return scope;
        throw Problem.unprocessable(
                "scope '" + scope + "' is not *, namespace/* or namespace/service");
    }

    private static Instant instant(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notOne) {
            throw Problem.unprocessable(
                    field + " '" + text + "' is no instant such as 2026-12-24T18:00:00Z");
        }
    }
}
