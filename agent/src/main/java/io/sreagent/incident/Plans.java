package io.sreagent.incident;

import io.sreagent.contract.plan.Approval;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Verdict;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The plans, as offered; what was offered never changes, only what became of it. */
@Singleton
public class Plans {
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;

    public Plans(Database database, AuditLog audit, @DatabaseTime InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param state {@code SHOWN}, {@code OFFERED} or {@code AUTOMATIC}
     * @throws IllegalArgumentException when the verdict is for another plan
     */
    public void offer(
            Tx tx,
            Plan plan,
            Verdict verdict,
            PlanState state,
            String requestedBy,
            Instant at,
            Instant expires) {
        if (!verdict.planHash().equals(plan.hash())) {
            throw new IllegalArgumentException("the verdict is not for plan " + plan.id());
        }
        if (state != PlanState.SHOWN
                && state != PlanState.OFFERED
                && state != PlanState.AUTOMATIC) {
            throw new IllegalArgumentException(plan.id() + " cannot begin as " + state);
        }
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO plan (id, incident_id, playbook, playbook_version, hash, state, requested_by,
                            offered_at, expires_at, body, verdict)
                        VALUES (:id, :incident, :playbook, :version, :hash, :state, :requestedBy,
                            :at, :expires, :body, :verdict)
                        """)
                .bind("id", plan.id())
                .bind("incident", plan.incidentId())
                .bind("playbook", plan.playbook())
                .bind("version", plan.playbookVersion())
                .bind("hash", plan.hash())
                .bind("state", state.name())
                .bind("requestedBy", requestedBy)
                .bind("at", at)
                .bind("expires", expires)
                .bind("body", Json.write(plan))
                .bind("verdict", Json.write(verdict))
                .execute();
        audit.append(
                tx,
                new AuditEntry(
                        at,
                        requestedBy,
                        "plan." + Names.code(state),
                        plan.id(),
                        Json.write(new Offer(plan.hash(), plan.incidentId(), verdict))));
    }

    public Optional<OfferedPlan> find(String id) {
        return database.read(handle -> find(handle, id, ""));
    }

    /** Of one incident, oldest first. */
    public List<OfferedPlan> of(String incidentId) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM plan WHERE incident_id = :id ORDER BY number")
                                .bind("id", incidentId)
                                .map((row, context) -> plan(handle, row))
                                .list());
    }

    /** Those that wait for a decision and can still get one, oldest first. */
    public List<OfferedPlan> pending() {
        Instant now = clock.instant();
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM plan WHERE state = 'OFFERED' AND expires_at > :now ORDER BY number")
                                .bind("now", now)
                                .map((row, context) -> plan(handle, row))
                                .list());
    }

    /** Those made since then that were only shown, oldest first. */
    public List<OfferedPlan> shownSince(Instant since) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM plan WHERE state = 'SHOWN' AND offered_at >= :since ORDER BY number")
                                .bind("since", since)
                                .map((row, context) -> plan(handle, row))
                                .list());
    }

    /**
     * Ends an offer that nobody answered in time.
     *
     * @return false when it was decided meanwhile, or has not expired yet
     */
    public boolean expire(Tx tx, String id) {
        Instant now = clock.instant();
        int changed =
                tx.handle()
                        .createUpdate(
                                "UPDATE plan SET state = 'EXPIRED' WHERE id = :id AND state = 'OFFERED' AND expires_at <= :now")
                        .bind("id", id)
                        .bind("now", now)
                        .execute();
        if (changed == 0) return false;
        audit.append(tx, new AuditEntry(now, TimelineEvent.SELF, "plan.expired", id, "{}"));
        return true;
    }

    /**
     * Ends a plan because something it was decided upon is no longer so.
     *
     * @return false when it had ended already
     */
    public boolean makeVoid(Tx tx, String id, String why, Instant at) {
        int changed =
                tx.handle()
                        .createUpdate(
                                "UPDATE plan SET state = 'VOID' WHERE id = :id AND state IN ('OFFERED', 'AUTOMATIC', 'APPROVED')")
                        .bind("id", id)
                        .execute();
        if (changed == 0) return false;
        audit.append(tx, new AuditEntry(at, TimelineEvent.SELF, "plan.void", id, Json.write(why)));
        return true;
    }

    /** The plan with its row locked until the transaction ends. */
    static Optional<OfferedPlan> lock(Tx tx, String id) {
        return find(tx.handle(), id, " FOR UPDATE");
    }

    private record Offer(String hash, String incidentId, Verdict verdict) {}

    private static Optional<OfferedPlan> find(Handle handle, String id, String lock) {
        return handle.createQuery("SELECT * FROM plan WHERE id = :id" + lock)
                .bind("id", id)
                .map((row, context) -> plan(handle, row))
                .findOne();
    }

    private static OfferedPlan plan(Handle handle, ResultSet row) throws SQLException {
        return new OfferedPlan(
                Json.read(row.getString("body"), Plan.class),
                Json.read(row.getString("verdict"), Verdict.class),
                PlanState.valueOf(row.getString("state")),
                row.getString("requested_by"),
                Sql.instant(row, "offered_at"),
                Sql.instant(row, "expires_at"),
                approvals(handle, row.getString("id")));
    }

    private static List<Approval> approvals(Handle handle, String planId) {
        return handle.createQuery("SELECT * FROM approval WHERE plan_id = :id ORDER BY number")
                .bind("id", planId)
                .map(
                        (row, context) ->
                                new Approval(
                                        row.getString("plan_id"),
                                        row.getString("plan_hash"),
                                        row.getBoolean("approved"),
                                        row.getString("approver"),
                                        row.getString("reason"),
                                        Sql.instant(row, "decided_at")))
                .list();
    }
}
