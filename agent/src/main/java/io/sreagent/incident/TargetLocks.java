package io.sreagent.incident;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * One change in flight per target, across all incidents and processes. A holder that died is taken
 * over when its lease has ended, with a higher fencing number; what the dead one writes when it
 * comes back is refused.
 */
@Singleton
public class TargetLocks {
    private final InstantSource clock;

    public TargetLocks(@DatabaseTime InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Takes the target for a plan. The same plan gets it again, with a new number: it is how it
     * goes on after a crash.
     *
     * @param targetId as {@link io.sreagent.contract.act.Target#id()} gives it
     * @param owner the process that works on it
     */
    public TargetLock acquire(
            Tx tx,
            String targetId,
            String incidentId,
            String planId,
            String owner,
            Duration lease) {
        Latch.hold(tx);
        Instant now = clock.instant();
        Instant until = Sql.micros(now.plus(lease));
        Optional<Row> row = find(tx.handle(), targetId);
        if (row.isEmpty()) {
            tx.handle()
                    .createUpdate("INSERT INTO target_lock (target_id, fence) VALUES (:id, 0)")
                    .bind("id", targetId)
                    .execute();
        } else {
            Optional<TargetLock.Busy> other = row.get().heldAgainst(planId, now, targetId);
            if (other.isPresent()) return other.get();
        }
        long fence = row.map(Row::fence).orElse(0L) + 1;
        tx.handle()
                .createUpdate(
                        """
                        UPDATE target_lock SET fence = :fence, owner = :owner, incident_id = :incident,
                            plan_id = :plan, lease_until = :until
                        WHERE target_id = :id
                        """)
                .bind("fence", fence)
                .bind("owner", owner)
                .bind("incident", incidentId)
                .bind("plan", planId)
                .bind("until", until)
                .bind("id", targetId)
                .execute();
        return new TargetLock.Held(targetId, owner, fence, until);
    }

    /**
     * Makes sure that the target is still ours, and lengthens the lease. To be called in the
     * transaction that writes the intent.
     *
     * @throws StaleWrite when another has taken it over
     */
    public TargetLock.Held renew(Tx tx, TargetLock.Held held, Duration lease) {
        Instant until = Sql.micros(clock.instant().plus(lease));
        int changed =
                tx.handle()
                        .createUpdate(
                                "UPDATE target_lock SET lease_until = :until WHERE target_id = :id AND fence = :fence AND owner = :owner")
                        .bind("until", until)
                        .bind("id", held.targetId())
                        .bind("fence", held.fence())
                        .bind("owner", held.owner())
                        .execute();
        if (changed == 0) {
            throw new StaleWrite(
                    "%s is no longer held with number %d".formatted(held.targetId(), held.fence()));
        }
        return new TargetLock.Held(held.targetId(), held.owner(), held.fence(), until);
    }

    /** Lengthens the lease of all that a plan still holds. */
    public void renewAll(Tx tx, String planId, Duration lease) {
        tx.handle()
                .createUpdate("UPDATE target_lock SET lease_until = :until WHERE plan_id = :plan")
                .bind("until", Sql.micros(clock.instant().plus(lease)))
                .bind("plan", planId)
                .execute();
    }

    /** Gives the target free, in the transaction that ends the work on it. */
    public void release(Tx tx, TargetLock.Held held) {
        tx.handle()
                .createUpdate(free() + " WHERE target_id = :id AND fence = :fence")
                .bind("id", held.targetId())
                .bind("fence", held.fence())
                .execute();
    }

    /** Gives free all that a plan holds, in the transaction that ends the plan. */
    public void releaseAll(Tx tx, String planId) {
        tx.handle().createUpdate(free() + " WHERE plan_id = :plan").bind("plan", planId).execute();
    }

    private static String free() {
        return "UPDATE target_lock SET owner = NULL, incident_id = NULL, plan_id = NULL, lease_until = NULL";
    }

    private record Row(
            long fence,
            Optional<String> incidentId,
            Optional<String> planId,
            Optional<Instant> until) {
        Optional<TargetLock.Busy> heldAgainst(String plan, Instant now, String targetId) {
            if (planId.isEmpty() || planId.get().equals(plan)) return Optional.empty();
            return until.filter(now::isBefore)
                    .map(
                            end ->
                                    new TargetLock.Busy(
                                            targetId,
                                            incidentId.orElseThrow(),
                                            planId.orElseThrow(),
                                            end));
        }
    }

    private static Optional<Row> find(Handle handle, String targetId) {
        return handle.createQuery("SELECT * FROM target_lock WHERE target_id = :id FOR UPDATE")
                .bind("id", targetId)
                .map(
                        (row, context) ->
                                new Row(
                                        row.getLong("fence"),
                                        Optional.ofNullable(row.getString("incident_id")),
                                        Optional.ofNullable(row.getString("plan_id")),
                                        Sql.maybeInstant(row, "lease_until")))
                .findOne();
    }
}
