package io.sreagent.incident;

import io.sreagent.contract.act.FieldChange;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What was done to which target and when: the basis of rate limits and of noticing that one plan
 * works against another. An action is entered in the transaction that commits its intent, so that
 * one that crashed midway still counts.
 */
@Singleton
public class ActionLedger {
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

    /** How many automatic actions, on all targets, at this instant or later. */
    public int automaticSince(Instant since) {
        return count("automatic = TRUE AND acted_at >= :since", "", since);
    }

    /** How many automatic actions on one target at this instant or later. */
    public int automaticSince(String targetId, Instant since) {
        return count(
                "automatic = TRUE AND acted_at >= :since AND target_id = :target", targetId, since);
    }

    /**
     * How many automatic actions of other plans. A plan is weighed against the limit as a whole,
     * before its first step: its own steps must not stop it half-way, nor keep it from being
     * undone.
     *
     * @param except the plan whose actions do not count
     */
    public int automaticOfOthers(String except, Instant since) {
        return ofOthers("automatic = TRUE AND acted_at >= :since", "", except, since);
    }

    /** As {@link #automaticOfOthers(String, Instant)}, on one target. */
    public int automaticOfOthers(String targetId, String except, Instant since) {
        return ofOthers(
                "automatic = TRUE AND acted_at >= :since AND target_id = :target",
                targetId,
                except,
                since);
    }

    private int ofOthers(String where, String targetId, String except, Instant since) {
        return database.read(
                handle -> {
                    var query =
                            handle.createQuery(
                                            "SELECT COUNT(*) FROM target_action WHERE plan_id <> :except AND "
                                                    + where)
                                    .bind("except", except)
                                    .bind("since", since);
                    if (!targetId.isEmpty()) query.bind("target", targetId);
                    return query.mapTo(Integer.class).one();
                });
    }

    /**
     * As {@link #automaticSince(Instant)}, but nobody else can enter an action until the
     * transaction ends: for checking a limit and entering the action in one go.
     */
    public int automaticSince(Tx tx, Instant since) {
        Latch.hold(tx);
        return automaticSince(since);
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

    private int count(String where, String targetId, Instant since) {
        return database.read(
                handle -> {
                    var query =
                            handle.createQuery("SELECT COUNT(*) FROM target_action WHERE " + where)
                                    .bind("since", since);
                    if (!targetId.isEmpty()) query.bind("target", targetId);
                    return query.mapTo(Integer.class).one();
                });
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
