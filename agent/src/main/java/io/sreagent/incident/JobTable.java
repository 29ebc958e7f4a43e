package io.sreagent.incident;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The table of jobs, as db-scheduler keeps it, for what is to happen in our own transactions. A job
 * that is being run while it is scheduled anew will be run once more, under an id of its own.
 */
final class JobTable {
    /** Stands between the id of a job and the count of its further runs; no id contains it. */
    static final String AGAIN = " again ";

    private JobTable() {}

    record Waiting(boolean picked, Instant at, long version) {}

    /** The same job, earlier and with the new data, when it waits; a further one when it runs. */
    static void schedule(Tx tx, String name, String id, String data, Instant at) {
        Optional<Waiting> waiting = lock(tx, name, id);
        if (waiting.isEmpty()) {
            insert(tx, name, id, data, at);
        } else if (waiting.get().picked) {
            // The running handler may have read what this transaction is about to change.
            scheduleOnceMore(tx, name, id, data, at, waiting.get().version + 1);
        } else {
            bringForward(tx, name, id, data, at, waiting.get());
        }
    }

    /** A further run that is under way itself may have read too early as well. */
    private static void scheduleOnceMore(
            Tx tx, String name, String id, String data, Instant at, long count) {
        String once = id + AGAIN + count;
        Optional<Waiting> waiting = lock(tx, name, once);
        if (waiting.isEmpty()) insert(tx, name, once, data, at);
        else if (waiting.get().picked) scheduleOnceMore(tx, name, id, data, at, count + 1);
        else bringForward(tx, name, once, data, at, waiting.get());
    }

    static Optional<Waiting> lock(Tx tx, String name, String id) {
        return tx.handle()
                .createQuery(
                        "SELECT * FROM scheduled_tasks WHERE task_name = :name AND task_instance = :id FOR UPDATE")
                .bind("name", name)
                .bind("id", id)
                .map(
                        (row, context) ->
                                new Waiting(
                                        row.getBoolean("picked"),
                                        Sql.instant(row, "execution_time"),
                                        row.getLong("version")))
                .findOne();
    }

    static void insert(Tx tx, String name, String id, String data, Instant at) {
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
                        VALUES (:name, :id, :data, :at, FALSE, 1)
                        """)
                .bind("name", name)
                .bind("id", id)
                .bindBySqlType("data", bytes(data), Types.VARBINARY)
                .bind("at", at)
                .execute();
    }

    private static void bringForward(
            Tx tx, String name, String id, String data, Instant at, Waiting waiting) {
        // The version makes a worker that has just seen the old row fail to pick it.
        tx.handle()
                .createUpdate(
                        """
                        UPDATE scheduled_tasks SET execution_time = :at, task_data = :data, version = version + 1
                        WHERE task_name = :name AND task_instance = :id
                        """)
                .bind("at", at.isBefore(waiting.at) ? at : waiting.at)
                .bindBySqlType("data", bytes(data), Types.VARBINARY)
                .bind("name", name)
                .bind("id", id)
                .execute();
    }

    /** Kinds of jobs, of those that are known, of which one is due. */
    static List<String> due(Handle handle, Collection<String> known, Instant now) {
        if (known.isEmpty()) return List.of();
        return handle.createQuery(
                        "SELECT DISTINCT task_name FROM scheduled_tasks WHERE picked = FALSE AND execution_time <= :now AND task_name IN (<known>)")
                .bind("now", now)
                .bindList("known", List.copyOf(known))
                .mapTo(String.class)
                .list();
    }

    /** Whatever was being run is run by nobody any more. */
    static void freeWhatTheDeadHeld(Tx tx) {
        tx.handle()
                .execute(
                        "UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL, version = version + 1 WHERE picked = TRUE");
    }

    private static byte[] bytes(String data) {
        return data.getBytes(StandardCharsets.UTF_8);
    }

    /** Data are text. */
    static final class Text implements Serializer {
        @Override
        public byte[] serialize(Object data) {
            return data == null ? new byte[0] : bytes((String) data);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return type.cast(data == null ? "" : new String(data, StandardCharsets.UTF_8));
        }
    }
}
