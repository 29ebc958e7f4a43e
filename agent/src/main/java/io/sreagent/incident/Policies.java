package io.sreagent.incident;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people have allowed and forbidden. Every change is in the audit. */
@Singleton
public class Policies {
    private final Database database;
    private final AuditLog audit;

    public Policies(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    public void set(Tx tx, Policy policy) {
        tx.handle()
                .createUpdate(
                        """
                        MERGE INTO policy USING (SELECT CAST(:scope AS VARCHAR(400)) AS wanted) given ON policy.scope = given.wanted
                        WHEN MATCHED THEN UPDATE SET enabled = :enabled, changed_by = :by, reason = :reason, changed_at = :at
                        WHEN NOT MATCHED THEN INSERT (scope, enabled, changed_by, reason, changed_at)
                            VALUES (:scope, :enabled, :by, :reason, :at)
                        """)
                .bind("scope", policy.scope())
                .bind("enabled", policy.enabled())
                .bind("by", policy.by())
                .bind("reason", policy.reason())
                .bind("at", policy.at())
                .execute();
        audit.append(
                tx,
                new AuditEntry(
                        policy.at(),
                        policy.by(),
                        policy.enabled() ? "policy.enabled" : "policy.disabled",
                        policy.scope(),
                        Json.write(policy.reason())));
    }

    /** Empty when nobody has ever set it. */
    public Optional<Policy> find(String scope) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM policy WHERE scope = :scope")
                                .bind("scope", scope)
                                .map((row, context) -> policy(row))
                                .findOne());
    }

    /** What was never set is off. */
    public boolean isEnabled(String scope) {
        return find(scope).map(Policy::enabled).orElse(false);
    }

    /** Set and off, which what was never set is not: two failed runs do that to a playbook. */
    public boolean isDisabled(String scope) {
        return find(scope).map(policy -> !policy.enabled()).orElse(false);
    }

    public List<Policy> all() {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM policy ORDER BY scope")
                                .map((row, context) -> policy(row))
                                .list());
    }

    public void open(Tx tx, ChangeWindow window, Instant at) {
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO policy_window (id, kind, scope, starts_at, ends_at, changed_by, reason)
                        VALUES (:id, :kind, :scope, :starts, :ends, :by, :reason)
                        """)
                .bind("id", window.id())
                .bind("kind", window.kind().name())
                .bind("scope", window.scope())
                .bind("starts", window.starts())
                .bind("ends", window.ends())
                .bind("by", window.by())
                .bind("reason", window.reason())
                .execute();
        audit.append(
                tx,
                new AuditEntry(at, window.by(), "policy.window", window.id(), Json.write(window)));
    }

    /**
     * @return false when there is no such window
     */
    public boolean close(Tx tx, String windowId, String by, Instant at) {
        int closed =
                tx.handle()
                        .createUpdate("DELETE FROM policy_window WHERE id = :id")
                        .bind("id", windowId)
                        .execute();
        if (closed == 0) return false;
        audit.append(tx, new AuditEntry(at, by, "policy.window_closed", windowId, "{}"));
        return true;
    }

    /** Windows that have not ended by then, in the order of their starts. */
    public List<ChangeWindow> windowsFrom(Instant at) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM policy_window WHERE ends_at > :at ORDER BY starts_at, id")
                                .bind("at", at)
                                .map((row, context) -> window(row))
                                .list());
    }

    /** Windows that cover this resource at this instant. */
    public List<ChangeWindow> windows(String resourceId, Instant at) {
        return database.read(
                handle ->
                        handle
                                .createQuery(
                                        "SELECT * FROM policy_window WHERE starts_at <= :at AND ends_at > :at ORDER BY id")
                                .bind("at", at)
                                .map((row, context) -> window(row))
                                .stream()
                                .filter(window -> window.covers(resourceId))
                                .toList());
    }

    private static Policy policy(ResultSet row) throws SQLException {
        return new Policy(
                row.getString("scope"),
                row.getBoolean("enabled"),
                row.getString("changed_by"),
                row.getString("reason"),
                Sql.instant(row, "changed_at"));
    }

    private static ChangeWindow window(ResultSet row) throws SQLException {
        return new ChangeWindow(
                row.getString("id"),
                ChangeWindow.Kind.valueOf(row.getString("kind")),
                row.getString("scope"),
                Sql.instant(row, "starts_at"),
                Sql.instant(row, "ends_at"),
                row.getString("changed_by"),
                row.getString("reason"));
    }
}
