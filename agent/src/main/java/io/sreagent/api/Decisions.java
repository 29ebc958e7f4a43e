package io.sreagent.api;

import io.sreagent.contract.access.Principal;
import io.sreagent.incident.Decision;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.Plans;
import io.sreagent.pipeline.Desk;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Hands answers to the desk and says what became of them. */
@Singleton
class Decisions {
    private final Plans plans;
    private final Desk desk;

    Decisions(Plans plans, Desk desk) {
        this.plans = plans;
        this.desk = desk;
    }

    /**
     * @param answer its hash is that of the plan which was looked at; without one, the plan as it
     *     stands now
     */
    ApprovalResource.Answer decide(
            String planId,
            boolean approve,
            ApprovalResource.@Nullable Answered answer,
            Principal who) {
        OfferedPlan offered =
                plans.find(planId)
                        .orElseThrow(() -> Problem.notFound("There is no plan " + planId));
        String approver = answer == null ? null : answer.approver();
        if (approver != null && !approver.equals(who.name())) {
            throw Problem.forbidden(
                    "The approver is who sends the request, %s, and not %s."
                            .formatted(who.name(), approver));
        }
        String hash = answer == null ? null : answer.planHash();
        String reason = Said.maybe("reason", answer == null ? null : answer.reason(), Said.REASON);
        if (!approve) Said.text("reason", reason);
        Decision decision =
                desk.decide(
                        planId, hash == null ? offered.plan().hash() : hash, approve, who, reason);
        return answer(planId, who, decision);
    }

    private static ApprovalResource.Answer answer(String id, Principal who, Decision decision) {
        return switch (decision) {
            case Decision.Approved approved ->
                    new ApprovalResource.Answer(
                            id,
                            "APPROVED",
                            who.name(),
                            "The steps will run, unless the gate objects.");
            case Decision.Rejected rejected ->
                    new ApprovalResource.Answer(
                            id, "REJECTED", who.name(), "Nothing will be done.");
            case Decision.OneMoreNeeded more ->
                    new ApprovalResource.Answer(
                            id, "ONE_MORE_NEEDED", who.name(), "A second person must approve too.");
            case Decision.Unknown unknown -> throw Problem.notFound(unknown.words());
            case Decision.NotAllowed not -> throw Problem.forbidden(not.words());
            case Decision.AlreadyDecided late -> throw Problem.conflict(late.words());
            case Decision.OtherHash other -> throw Problem.conflict(other.words());
            case Decision.Expired expired -> throw Problem.conflict(expired.words());
        };
    }
}
