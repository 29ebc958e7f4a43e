package io.sreagent.contract.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Permission to bring a plan's effects about. There is no other way to one than {@link #of}, and no
 * executor is called without one: this is where "nothing happens without a verdict that allows it"
 * is a type.
 */
public final class Licence {
    private final Plan plan;
    private final Verdict verdict;

    private Licence(Plan plan, Verdict verdict) {
        this.plan = plan;
        this.verdict = verdict;
    }

    /**
     * @param verdict given for exactly this plan, and fresh
     * @param approvals what people decided about it; for AUTO there need be none
     * @param needed how many people must have approved: one, or two where it cannot be undone
     * @return empty when the plan may not be done
     */
    public static Optional<Licence> of(
            Plan plan, Verdict verdict, List<Approval> approvals, int needed, Instant now) {
        requireNonNull(plan, "plan");
        boolean holds = verdict.planHash().equals(plan.hash()) && now.isBefore(verdict.expires());
        boolean rejected = approvals.stream().anyMatch(approval -> !approval.approved());
        long approvers =
                approvals.stream()
                        .filter(
                                approval ->
                                        approval.approved()
                                                && approval.planHash().equals(plan.hash()))
                        .map(Approval::approver)
                        .distinct()
                        .count();
        boolean allowed =
                switch (verdict.mode()) {
                    case AUTO -> true;
                    case SEMI_AUTO -> approvers >= needed;
                    case MANUAL, REFUSED -> false;
                };
        return holds && !rejected && allowed
                ? Optional.of(new Licence(plan, verdict))
                : Optional.empty();
    }

    public Plan plan() {
        return plan;
    }

    public Verdict verdict() {
        return verdict;
    }
}
