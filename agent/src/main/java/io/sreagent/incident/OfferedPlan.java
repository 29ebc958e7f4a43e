package io.sreagent.incident;

import io.sreagent.contract.plan.Approval;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * A plan as it was offered, and what was said about it.
 *
 * @param requestedBy account name, or {@code sre-agent}; may not approve it
 * @param expires from then on nobody can approve it
 * @param approvals decisions so far, oldest first
 */
public record OfferedPlan(
        Plan plan,
        Verdict verdict,
        PlanState state,
        String requestedBy,
        Instant offeredAt,
        Instant expires,
        List<Approval> approvals) {
    public OfferedPlan {
        approvals = List.copyOf(approvals);
    }
}
