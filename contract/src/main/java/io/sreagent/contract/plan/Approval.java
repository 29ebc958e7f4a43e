package io.sreagent.contract.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One person's decision about one plan. It holds for the plan hash it was given for and no other.
 */
public record Approval(
        String planId,
        String planHash,
        boolean approved,
        String approver,
        String reason,
        Instant at) {
    public Approval {
        requireNonNull(planId, "planId");
        requireNonNull(planHash, "planHash");
        requireNonNull(approver, "approver");
        requireNonNull(reason, "reason");
        requireNonNull(at, "at");
    }
}
