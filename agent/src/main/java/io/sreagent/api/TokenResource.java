package io.sreagent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Caller;
import io.sreagent.access.IssuedToken;
import io.sreagent.access.Needs;
import io.sreagent.access.Tokens;
import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.AuditEntry;
import io.sreagent.incident.AuditLog;
import io.sreagent.incident.Database;
import io.sreagent.incident.Json;
import io.sreagent.incident.TimelineEvent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may come in. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TokenResource {
    private static final int LONGEST_NAME = 200;

    private final Tokens tokens;
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Caller caller;

    public TokenResource(
            Tokens tokens, Database database, AuditLog audit, InstantSource clock, Caller caller) {
        this.tokens = tokens;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.caller = caller;
    }

    /** For whom. */
    public record Wish(@Nullable String name, @Nullable Role role, @Nullable Boolean service) {}

    /** A token; its secret is there once, when it is made. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TokenView(
            @Nullable String id,
            String name,
            Role role,
            boolean service,
            @Nullable Instant createdAt,
            @Nullable Instant revokedAt,
            @Nullable String token) {}

    @POST
    @Needs(Role.ADMIN)
    @Unkept
    public TokenView create(@Nullable Wish given) {
        Wish wish = Said.body(given);
        String name = Said.text("name", wish.name(), LONGEST_NAME);
        if (name.equalsIgnoreCase(TimelineEvent.SELF))
            throw Problem.unprocessable(
                    "name '" + name + "' is what the program calls itself; take another one");
        Role role = wish.role() == null ? Role.VIEWER : wish.role();
        Principal principal = new Principal(name, role, Boolean.TRUE.equals(wish.service()));
        String by = caller.principal().name();
        Instant now = clock.instant();
        String secret =
                database.transaction(
                        "token:create",
                        tx -> {
                            String made = tokens.create(tx.handle(), principal, by, now);
                            audit.append(
                                    tx,
                                    new AuditEntry(
                                            now, by, "token.created", name, Json.write(principal)));
                            return made;
                        });
        return new TokenView(null, name, role, principal.service(), now, null, secret);
    }

    @GET
    @Needs(Role.ADMIN)
    public Listed<TokenView> list() {
        return Listed.all(tokens.list().stream().map(TokenResource::view).toList());
    }

    @DELETE
    @Path("/{id}")
    @Needs(Role.ADMIN)
    public Map<String, String> revoke(@PathParam("id") String id) {
        String by = caller.principal().name();
        Instant now = clock.instant();
        boolean revoked =
                database.transaction(
                        "token:revoke",
                        tx -> {
                            if (!tokens.revoke(tx.handle(), id, now)) return false;
                            audit.append(tx, new AuditEntry(now, by, "token.revoked", id, "{}"));
                            return true;
                        });
        if (!revoked) throw Problem.notFound("There is no good token " + id);
        return Map.of("id", id);
    }

    private static TokenView view(IssuedToken issued) {
        return new TokenView(
                issued.id(),
                issued.principal().name(),
                issued.principal().role(),
                issued.principal().service(),
                issued.createdAt(),
                issued.revokedAt(),
                null);
    }
}
