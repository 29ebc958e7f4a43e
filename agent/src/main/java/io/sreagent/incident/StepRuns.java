package io.sreagent.incident;

import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Step;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The steps of plans that run. One worker at a time has a step: it claims it by compare-and-set and
 * gets a fencing number; once the lease has ended another may claim it with a higher number, and
 * from then on what the first one writes is refused.
 *
 * <p>The order that loses and repeats nothing: claim; move to {@code INTENDED}; commit; bring the
 * effect about; move on; commit. Found in {@code INTENDED} after a crash, the executor is asked
 * whether the effect is there.
 */
@Singleton
public class StepRuns {
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;

    public StepRuns(Database database, AuditLog audit, @DatabaseTime InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** Stores the steps of a plan as {@code PLANNED}, once. */
    public void plan(Tx tx, Plan plan, Instant at) {
        int position = 0;
        for (Step step : plan.steps()) {
            tx.handle()
                    .createUpdate(
                            """
                            INSERT INTO step_run (step_key, plan_id, incident_id, position, target_id, target_uid,
                                state, fence, detail, changed_at)
                            VALUES (:key, :plan, :incident, :position, :target, :uid, 'PLANNED', 0, '', :at)
                            """)
                    .bind("key", step.key())
                    .bind("plan", plan.id())
                    .bind("incident", plan.incidentId())
                    .bind("position", ++position)
                    .bind("target", step.intent().target().id())
                    .bind("uid", step.intent().target().uid())
                    .bind("at", at)
                    .execute();
        }
    }

    /**
     * Takes the step, if nobody else has it or the other's lease has ended. Who already has it gets
     * it again, with a new number.
     */
    public Optional<Claim> claim(Tx tx, String key, String owner, Duration lease) {
        Instant now = clock.instant();
        Instant until = Sql.micros(now.plus(lease));
        int taken =
                tx.handle()
                        .createUpdate(
                                """
                                UPDATE step_run SET owner = :owner, lease_until = :until, fence = fence + 1
                                WHERE step_key = :key AND (owner IS NULL OR owner = :owner OR lease_until <= :now)
                                """)
                        .bind("owner", owner)
                        .bind("until", until)
                        .bind("key", key)
                        .bind("now", now)
                        .execute();
        if (taken == 0) return Optional.empty();
        long fence =
                tx.handle()
                        .createQuery("SELECT fence FROM step_run WHERE step_key = :key")
                        .bind("key", key)
                        .mapTo(Long.class)
                        .one();
        return Optional.of(new Claim(key, owner, fence, until));
    }

    /**
     * Lengthens the lease.
     *
     * @throws StaleWrite when another has claimed the step since
     */
    public Claim renew(Tx tx, Claim claim, Duration lease) {
        Instant until = Sql.micros(clock.instant().plus(lease));
        int changed =
                tx.handle()
                        .createUpdate(
                                "UPDATE step_run SET lease_until = :until WHERE step_key = :key AND fence = :fence AND owner = :owner")
                        .bind("until", until)
                        .bind("key", claim.stepKey())
                        .bind("fence", claim.fence())
                        .bind("owner", claim.owner())
                        .execute();
        if (changed == 0) throw fenced(claim);
        return new Claim(claim.stepKey(), claim.owner(), claim.fence(), until);
    }

    /** Gives the step back, so that the next one need not wait for the lease to end. */
    public void release(Tx tx, Claim claim) {
        tx.handle()
                .createUpdate(
                        "UPDATE step_run SET owner = NULL, lease_until = NULL WHERE step_key = :key AND fence = :fence")
                .bind("key", claim.stepKey())
                .bind("fence", claim.fence())
                .execute();
    }

    /**
     * Moves a claimed step on.
     *
     * @throws IllegalMove when the states may not follow one another
     * @throws StaleWrite when another has claimed the step since, or it is not in {@code from}
     */
    public void move(Tx tx, Claim claim, StepState from, StepState to, String detail, Instant at) {
        if (!from.next().contains(to)) throw new IllegalMove(claim.stepKey(), from, to);
        int changed =
                tx.handle()
                        .createUpdate(
                                """
                                UPDATE step_run SET state = :to, detail = :detail, changed_at = :at
                                WHERE step_key = :key AND state = :from AND fence = :fence AND owner = :owner
                                """)
                        .bind("to", to.name())
                        .bind("detail", Sql.fitting(detail))
                        .bind("at", at)
                        .bind("key", claim.stepKey())
                        .bind("from", from.name())
                        .bind("fence", claim.fence())
                        .bind("owner", claim.owner())
                        .execute();
        if (changed == 0) throw fenced(claim);
        audit.append(
                tx,
                new AuditEntry(
                        at,
                        TimelineEvent.SELF,
                        "step." + Names.code(to),
                        claim.stepKey(),
                        Json.write(new Move(from, to, claim.fence(), detail))));
    }

    public Optional<StepRun> find(String key) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM step_run WHERE step_key = :key")
                                .bind("key", key)
                                .map((row, context) -> step(row))
                                .findOne());
    }

    /** Of one plan, in its order. */
    public List<StepRun> of(String planId) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM step_run WHERE plan_id = :plan ORDER BY position")
                                .bind("plan", planId)
                                .map((row, context) -> step(row))
                                .list());
    }

    /** Those whose effect may be under way: what a restart must look after. */
    public List<StepRun> unfinished() {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM step_run WHERE state IN ('INTENDED', 'BEGUN', 'UNDOING') ORDER BY changed_at, step_key")
                                .map((row, context) -> step(row))
                                .list());
    }

    private record Move(StepState from, StepState to, long fence, String detail) {}

    private static StaleWrite fenced(Claim claim) {
        return new StaleWrite(
                "step %s is no longer held with number %d"
                        .formatted(claim.stepKey(), claim.fence()));
    }

    private static StepRun step(ResultSet row) throws SQLException {
        return new StepRun(
                row.getString("step_key"),
                row.getString("plan_id"),
                row.getString("incident_id"),
                row.getInt("position"),
                row.getString("target_id"),
                row.getString("target_uid"),
                StepState.valueOf(row.getString("state")),
                row.getLong("fence"),
                row.getString("owner"),
                Sql.maybeInstant(row, "lease_until").orElse(null),
                row.getString("detail"),
                Sql.instant(row, "changed_at"));
    }
}
