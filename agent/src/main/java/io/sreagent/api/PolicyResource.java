package io.sreagent.api;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Caller;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.incident.Policies;
import io.sreagent.incident.Policy;
import io.sreagent.pipeline.Desk;
import io.sreagent.pipeline.LoopView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the program may do by itself, and the switch that stops it. */
@Path("/api/v1/policy")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PolicyResource {
    /** With {@code service:} before it, it fits the store. */
    private static final int LONGEST_SCOPE = 390;

    private final Policies policies;
    private final Desk desk;
    private final LoopView loop;
    private final List<KillSwitch> switches;
    private final Caller caller;

    public PolicyResource(
            Policies policies,
            Desk desk,
            LoopView loop,
            @All List<KillSwitch> switches,
            Caller caller) {
        this.policies = policies;
        this.desk = desk;
        this.loop = loop;
        this.switches = switches;
        this.caller = caller;
    }

    /** What is to be enabled or disabled, and why. */
    public record Wish(@Nullable String scope, @Nullable String reason) {}

    /** One flag. */
    public record Flag(
            String scope, boolean enabled, String changedBy, String reason, Instant changedAt) {}

    /**
     * One kill switch: {@code RELEASED}, {@code ENGAGED} or {@code UNREADABLE}, which stops too.
     */
    public record SwitchView(String name, String state, String detail) {}

    /** All of it. */
    public record PolicyView(
            boolean automation, String mode, List<SwitchView> killSwitches, List<Flag> scopes) {}

    @GET
    @Needs(Role.VIEWER)
    public PolicyView get() {
        LoopView.LoopStatus status = loop.status();
        return new PolicyView(
                status.automationEnabled() && policies.isEnabled(Policy.AUTOMATION),
                status.shadow() ? "shadow: plans, no effects" : "live",
                switches.stream().map(PolicyResource::view).toList(),
                policies.all().stream()
                        .filter(one -> !one.scope().equals(Policy.KILL_SWITCH))
                        .map(PolicyResource::view)
                        .toList());
    }

    /** Allows automatic actions on a scope. */
    @POST
    @Path("/enable")
    @Needs(Role.ADMIN)
    public Flag enable(@Nullable Wish given) {
        Wish wish = Said.body(given);
        return set(scope(wish), true, wish);
    }

    /** Forbids automatic actions on a scope. */
    @POST
    @Path("/disable")
    @Needs(Role.OPERATOR)
    public Flag disable(@Nullable Wish given) {
        Wish wish = Said.body(given);
        return set(scope(wish), false, wish);
    }

    /** Stops every action at once. Stopping is made easier than starting. */
    @POST
    @Path("/kill")
    @Needs(Role.OPERATOR)
    public Flag kill(@Nullable Wish wish) {
        return set(Policy.KILL_SWITCH, true, Said.body(wish));
    }

    @POST
    @Path("/release")
    @Needs(Role.ADMIN)
    public Flag release(@Nullable Wish wish) {
        return set(Policy.KILL_SWITCH, false, Said.body(wish));
    }

    private Flag set(String scope, boolean enabled, Wish wish) {
        String reason = Said.text("reason", wish.reason(), Said.REASON);
        return view(desk.allow(scope, enabled, caller.principal(), reason));
    }

    /** {@code shop/checkout} means that service; {@code *} means automation as a whole. */
    private static String scope(Wish wish) {
        String scope = Said.text("scope", wish.scope(), LONGEST_SCOPE);
        if (scope.equals("*") || scope.equals(Policy.AUTOMATION)) return Policy.AUTOMATION;
        if (scope.equals(Policy.KILL_SWITCH))
            throw Problem.badRequest("The kill switch has calls of its own: kill and release.");
        if (scope.startsWith("service:") || scope.startsWith("playbook:")) return scope;
        if (!scope.matches("[a-z0-9.-]+/[a-z0-9.-]+"))
            throw Problem.unprocessable(
                    "scope '" + scope + "' is not *, namespace/service or playbook:ID");
        return Policy.service(scope);
    }

    private static Flag view(Policy policy) {
        return new Flag(
                policy.scope(), policy.enabled(), policy.by(), policy.reason(), policy.at());
    }

    private static SwitchView view(KillSwitch one) {
        return switch (one.read()) {
            case KillSwitch.State.Released released -> new SwitchView(one.name(), "RELEASED", "");
            case KillSwitch.State.Engaged engaged ->
                    new SwitchView(one.name(), "ENGAGED", engaged.by() + ": " + engaged.reason());
            case KillSwitch.State.Unreadable unreadable ->
                    new SwitchView(one.name(), "UNREADABLE", unreadable.why());
        };
    }
}
