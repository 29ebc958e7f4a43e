package io.sreagent.incident;

import io.sreagent.contract.act.FieldChange;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What was done to which target and when: the basis of rate limits and of noticing that one plan
 * works against another. An action is entered in the transaction that commits its intent, so that
 * one that crashed midway still counts.
 */
@Singleton
public class ActionLedger {
    private static final String AUTOMATIC =
            "SELECT COUNT(*) FROM target_action WHERE automatic = TRUE AND plan_id <> :except AND acted_at >= :since";

    private final Database database;

    public ActionLedger(Database database) {
        this.database = database;
    }

    /** Enters an action; entering the same step again changes nothing. */
    public void enter(Tx tx, TargetAction action) {
        Latch.hold(tx);
        if (isEntered(tx, action.stepKey())) return;
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO target_action (step_key, target_id, incident_id, plan_id, tool, automatic, acted_at, changes)
                        VALUES (:key, :target, :incident, :plan, :tool, :automatic, :at, :changes)
                        """)
                .bind("key", action.stepKey())
                .bind("target", action.targetId())
                .bind("incident", action.incidentId())
                .bind("plan", action.planId())
                .bind("tool", action.tool())
                .bind("automatic", action.automatic())
                .bind("at", action.at())
                .bind("changes", Json.write(action.changes()))
                .execute();
    }

    /**
     * How many automatic actions of other plans at this instant or later. A plan is weighed against
     * the limit as a whole, before its first step: its own steps must not stop it half-way, nor
     * keep it from being undone.
     *
     * @param except the plan whose actions do not count
     */
    public int automaticOfOthers(String except, Instant since) {
        return database.read(handle -> automatic(handle, except, since));
    }

    /** As {@link #automaticOfOthers(String, Instant)}, on one target. */
    public int automaticOfOthers(String targetId, String except, Instant since) {
        return database.read(
                handle ->
                        handle.createQuery(AUTOMATIC + " AND target_id = :target")
                                .bind("target", targetId)
                                .bind("except", except)
                                .bind("since", since)
                                .mapTo(Integer.class)
                                .one());
    }

    /**
     * As {@link #automaticOfOthers(String, Instant)}, but nobody else can enter an action until the
     * transaction ends: for checking a limit and entering the action in one go.
     */
    public int automaticOfOthers(Tx tx, String except, Instant since) {
        Latch.hold(tx);
        return automatic(tx.handle(), except, since);
    }

    private static int automatic(Handle handle, String except, Instant since) {
        return handle.createQuery(AUTOMATIC)
                .bind("except", except)
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    /** What was done to a target at this instant or later, newest first. */
    public List<TargetAction> history(String targetId, Instant since) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT * FROM target_action WHERE target_id = :target AND acted_at >= :since
                                        ORDER BY acted_at DESC, step_key DESC
                                        """)
                                .bind("target", targetId)
                                .bind("since", since)
                                .map((row, context) -> action(row))
                                .list());
    }

    /** Earlier actions on the target that these changes would work against, newest first. */
    public List<TargetAction> opposed(String targetId, List<FieldChange> changes, Instant since) {
        return history(targetId, since).stream()
                .filter(earlier -> earlier.isOpposedBy(changes))
                .toList();
    }

    private static boolean isEntered(Tx tx, String stepKey) {
        return tx.handle()
                        .createQuery("SELECT COUNT(*) FROM target_action WHERE step_key = :key")
                        .bind("key", stepKey)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static TargetAction action(ResultSet row) throws SQLException {
        return new TargetAction(
                row.getString("step_key"),
                row.getString("target_id"),
                row.getString("incident_id"),
                row.getString("plan_id"),
                row.getString("tool"),
                row.getBoolean("automatic"),
                Sql.instant(row, "acted_at"),
                List.of(Json.read(row.getString("changes"), FieldChange[].class)));
    }
}
