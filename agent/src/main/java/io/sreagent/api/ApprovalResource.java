package io.sreagent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Caller;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.Plans;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Plans that wait for a person. The approver is who sends the request. */
@Path("/api/v1/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ApprovalResource {
    private final Plans plans;
    private final Decisions decisions;
    private final Caller caller;

    public ApprovalResource(Plans plans, Decisions decisions, Caller caller) {
        this.plans = plans;
        this.decisions = decisions;
        this.caller = caller;
    }

    /**
     * A person's answer.
     *
     * @param approver if given, must be the caller
     * @param planHash the plan that was looked at; another one is a conflict
     */
    public record Answered(
            @Nullable String reason, @Nullable String approver, @Nullable String planHash) {}

    /** What became of it. */
    public record Answer(String planId, String decision, String approver, String detail) {}

    @GET
    @Path("/pending")
    @Needs(Role.VIEWER)
    public Listed<PlanView> pending() {
        return Listed.all(plans.pending().stream().map(PlanView::of).toList());
    }

    @POST
    @Path("/{plan_id}/approve")
    @Needs(Role.APPROVER)
    public Answer approve(@PathParam("plan_id") String id, @Nullable Answered answer) {
        return decisions.decide(id, true, answer, caller.principal());
    }

    @POST
    @Path("/{plan_id}/reject")
    @Needs(Role.APPROVER)
    public Answer reject(@PathParam("plan_id") String id, @Nullable Answered answer) {
        return decisions.decide(id, false, answer, caller.principal());
    }
}
