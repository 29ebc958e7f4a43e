package io.sreagent.incident;

import io.sreagent.contract.access.Principal;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.plan.Approval;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decisions about offered plans. The plan's row is locked while one is taken, so that of many
 * answers at once exactly one settles the matter and the others learn that they came too late.
 */
@Singleton
public class Approvals {
    private final AuditLog audit;
    private final InstantSource clock;

    public Approvals(AuditLog audit, @DatabaseTime InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes one person's answer. What follows from it (the incident's move, the next job) belongs
     * in the same transaction.
     *
     * @param planHash the hash of the plan that the person looked at
     */
    public Decision decide(
            Tx tx, String planId, String planHash, boolean approve, Principal who, String reason) {
        Optional<OfferedPlan> found = Plans.lock(tx, planId);
        if (found.isEmpty()) return new Decision.Unknown(planId);
        OfferedPlan offered = found.get();
        Instant now = clock.instant();
        Optional<Decision.Refused> refused = refusal(offered, planHash, approve, who, now);
        if (refused.isPresent()) return refused.get();

        Approval approval = new Approval(planId, planHash, approve, who.name(), reason, now);
        insert(tx, approval);
        audit.append(
                tx,
                new AuditEntry(
                        now,
                        who.name(),
                        approve ? "decision.approved" : "decision.rejected",
                        planId,
                        Json.write(approval)));
        if (!approve) {
            settle(tx, planId, PlanState.REJECTED);
            return new Decision.Rejected(offered.plan());
        }
        if (offered.approvals().size() + 1 < approversNeeded(offered)) {
            return new Decision.OneMoreNeeded(offered.plan());
        }
        settle(tx, planId, PlanState.APPROVED);
        return new Decision.Approved(offered.plan());
    }

    /** Two for what cannot be undone. */
    public static int approversNeeded(OfferedPlan offered) {
        return offered.plan().category() == Category.DESTRUCTIVE ? 2 : 1;
    }

    private static Optional<Decision.Refused> refusal(
            OfferedPlan offered, String planHash, boolean approve, Principal who, Instant now) {
        String id = offered.plan().id();
        if (!who.mayApprove()) {
            String words =
                    who.service()
                            ? "%s is a service; only people decide.".formatted(who.name())
                            : "%s is %s; deciding needs approver."
                                    .formatted(who.name(), Names.code(who.role()));
            return Optional.of(new Decision.NotAllowed(id, words));
        }
        if (offered.state() != PlanState.OFFERED) {
            return Optional.of(new Decision.AlreadyDecided(id, offered.state()));
        }
        if (!now.isBefore(offered.expires())) {
            return Optional.of(new Decision.Expired(id, offered.expires()));
        }
        if (!sameText(offered.plan().hash(), planHash)) {
            return Optional.of(new Decision.OtherHash(id, offered.plan().hash()));
        }
        if (approve && who.name().equals(offered.requestedBy())) {
            return Optional.of(
                    new Decision.NotAllowed(
                            id, "%s asked for it; someone else approves.".formatted(who.name())));
        }
        boolean again =
                offered.approvals().stream().anyMatch(one -> one.approver().equals(who.name()));
        if (again && approve) {
            return Optional.of(
                    new Decision.NotAllowed(
                            id,
                            "%s has approved it already; a second person is needed."
                                    .formatted(who.name())));
        }
        return Optional.empty();
    }

    private static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static void insert(Tx tx, Approval approval) {
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO approval (plan_id, plan_hash, approved, approver, reason, decided_at)
                        VALUES (:plan, :hash, :approved, :approver, :reason, :at)
                        """)
                .bind("plan", approval.planId())
                .bind("hash", approval.planHash())
                .bind("approved", approval.approved())
                .bind("approver", approval.approver())
                .bind("reason", approval.reason())
                .bind("at", approval.at())
                .execute();
    }

    private static void settle(Tx tx, String planId, PlanState state) {
        tx.handle()
                .createUpdate("UPDATE plan SET state = :state WHERE id = :id AND state = 'OFFERED'")
                .bind("state", state.name())
                .bind("id", planId)
                .execute();
    }
}
