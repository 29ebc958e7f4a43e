package io.sreagent.api;

import io.sreagent.incident.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Answers already given, by caller and key, kept for a day. A key is taken before the work begins,
 * so that of two requests at once only one does it; one that was cut off may be sent again after
 * {@link #CUT_OFF}.
 */
@Singleton
class IdempotencyKeys {
    private static final Duration KEPT = Duration.ofDays(1);

    /**
     * Work that has not answered for so long was cut off: nobody may be locked out for a day by a
     * process that ended in between.
     */
    static final Duration CUT_OFF = Duration.ofMinutes(2);

    private final Database database;
    private final InstantSource clock;

    IdempotencyKeys(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is known about a key. */
    sealed interface Known {
        /** It is the caller's to use: the work may begin. */
        record Fresh() implements Known {}

        /** The work was done; this was the answer. */
        record Answered(int status, String body) implements Known {}

        /** The same request is being worked on. */
        record UnderWay() implements Known {}

        /** It was used for another request. */
        record Other() implements Known {}
    }

    private record Row(String hash, @Nullable Integer status, @Nullable String body) {}

    Known take(String caller, String key, String requestHash) {
        // A transaction of its own: H2 answers the NOT EXISTS below as if nothing had been deleted.
        database.change(
                "idempotency:expire",
                tx ->
                        tx.handle()
                                .createUpdate(
                                        "DELETE FROM idempotency_key WHERE begun_at < :before")
                                .bind("before", clock.instant().minus(KEPT))
                                .execute());
        return database.transaction(
                "idempotency:take",
                tx -> {
                    int again =
                            tx.handle()
                                    .createUpdate(
                                            """
                                            UPDATE idempotency_key SET begun_at = :now
                                            WHERE caller = :caller AND given = :key AND request_hash = :hash
                                                AND status IS NULL AND begun_at < :before
                                            """)
                                    .bind("caller", caller)
                                    .bind("key", key)
                                    .bind("hash", requestHash)
                                    .bind("now", clock.instant())
                                    .bind("before", clock.instant().minus(CUT_OFF))
                                    .execute();
                    if (again == 1) return new Known.Fresh();
                    int taken =
                            tx.handle()
                                    .createUpdate(
                                            """
                                            INSERT INTO idempotency_key (caller, given, request_hash, begun_at)
                                            SELECT :caller, :key, :hash, :now WHERE NOT EXISTS (
                                                SELECT 1 FROM idempotency_key WHERE caller = :caller AND given = :key)
                                            """)
                                    .bind("caller", caller)
                                    .bind("key", key)
                                    .bind("hash", requestHash)
                                    .bind("now", clock.instant())
                                    .execute();
                    if (taken == 1) return new Known.Fresh();
                    Row row =
                            tx.handle()
                                    .createQuery(
                                            "SELECT * FROM idempotency_key WHERE caller = :caller AND given = :key")
                                    .bind("caller", caller)
                                    .bind("key", key)
                                    .map(
                                            (found, context) ->
                                                    new Row(
                                                            found.getString("request_hash"),
                                                            found.getObject(
                                                                    "status", Integer.class),
                                                            found.getString("body")))
                                    .one();
                    return known(row, requestHash);
                });
    }

    /** Keeps the answer; of two that did the same work, the first one's. */
    void settle(String caller, String key, int status, String body) {
        database.change(
                "idempotency:settle",
                tx ->
                        tx.handle()
                                .createUpdate(
                                        "UPDATE idempotency_key SET status = :status, body = :body WHERE caller = :caller AND given = :key AND status IS NULL")
                                .bind("status", status)
                                .bind("body", body)
                                .bind("caller", caller)
                                .bind("key", key)
                                .execute());
    }

    /** Gives a key back after a failure of ours, so that a repeat tries again. */
    void forget(String caller, String key) {
        database.change(
                "idempotency:forget",
                tx ->
                        tx.handle()
                                .createUpdate(
                                        "DELETE FROM idempotency_key WHERE caller = :caller AND given = :key AND status IS NULL")
                                .bind("caller", caller)
                                .bind("key", key)
                                .execute());
    }

    private static Known known(Row row, String requestHash) {
        if (!row.hash.equals(requestHash)) return new Known.Other();
        if (row.status == null || row.body == null) return new Known.UnderWay();
        return new Known.Answered(row.status, row.body);
    }
}
