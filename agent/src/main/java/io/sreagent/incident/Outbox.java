package io.sreagent.incident;

import io.sreagent.contract.act.Outcome;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/**
 * Messages to the world outside, written in the transaction that causes them and delivered by a job
 * afterwards, again and again until the receiver has them or refuses. One that crashed midway is
 * delivered again under the same key.
 */
@Singleton
public class Outbox {

    /** Takes the messages of one topic. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * @return {@code Retry} when it could not be delivered just now; the other three end it
         */
        Outcome deliver(Message message);
    }

    /** Where a message stands. */
    public enum State {
        WAITING, // to be delivered
        DELIVERED, // the receiver has it
        FAILED // the receiver refused it, or nobody can tell
    }

    /**
     * A message and what became of it.
     *
     * @param attempts how often it was tried
     * @param detail what the receiver said last
     */
    public record Posted(Message message, State state, int attempts, String detail) {}

    static final String JOB = "outbox";
    private static final Logger log = Logger.getLogger(Outbox.class);

    private final Database database;
    private final Jobs jobs;
    private final InstantSource clock;
    private final ConcurrentMap<String, Receiver> receivers = new ConcurrentHashMap<>();

    public Outbox(Database database, Jobs jobs, InstantSource clock) {
        this.database = database;
        this.jobs = jobs;
        this.clock = clock;
        jobs.register(JOB, this::deliver);
    }

    /** Before the jobs are started. A topic without a receiver goes to the log. */
    public void connect(String topic, Receiver receiver) {
        if (receivers.putIfAbsent(topic, receiver) != null) {
            throw new IllegalStateException("two receivers for " + topic);
        }
    }

    /**
     * Posts a message, once: a key that was posted before is passed over.
     *
     * @return whether it is new
     */
    public boolean post(Tx tx, Message message, Instant at) {
        if (find(message.key()).isPresent()) return false;
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO outbox (message_key, topic, payload, posted_at, state, attempts, detail)
                        VALUES (:key, :topic, :payload, :at, 'WAITING', 0, '')
                        """)
                .bind("key", message.key())
                .bind("topic", message.topic())
                .bind("payload", message.payload())
                .bind("at", at)
                .execute();
        jobs.schedule(tx, JOB, message.key(), "", at);
        return true;
    }

    public Optional<Posted> find(String key) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM outbox WHERE message_key = :key")
                                .bind("key", key)
                                .map(
                                        (row, context) ->
                                                new Posted(
                                                        new Message(
                                                                row.getString("message_key"),
                                                                row.getString("topic"),
                                                                row.getString("payload")),
                                                        State.valueOf(row.getString("state")),
                                                        row.getInt("attempts"),
                                                        row.getString("detail")))
                                .findOne());
    }

    /** Keys of the messages still to be delivered, oldest first. */
    public List<String> waiting() {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT message_key FROM outbox WHERE state = 'WAITING' ORDER BY number")
                                .mapTo(String.class)
                                .list());
    }

    private Job.Next deliver(Job job) {
        Optional<Posted> posted = find(job.id());
        if (posted.isEmpty() || posted.get().state() != State.WAITING) return Job.finished();
        Message message = posted.get().message();
        Outcome outcome = receivers.getOrDefault(message.topic(), Outbox::toLog).deliver(message);
        return switch (outcome) {
            case Outcome.Done done -> settle(job.id(), State.DELIVERED, done);
            case Outcome.Refused refused -> settle(job.id(), State.FAILED, refused);
            case Outcome.Unknown unknown -> settle(job.id(), State.FAILED, unknown);
            case Outcome.Retry retry -> {
                write(job.id(), State.WAITING, retry);
                yield Job.again(retry.after());
            }
        };
    }

    private Job.Next settle(String key, State state, Outcome outcome) {
        write(key, state, outcome);
        return Job.finished();
    }

    private void write(String key, State state, Outcome outcome) {
        database.change(
                "outbox:" + Names.code(state),
                tx ->
                        tx.handle()
                                .createUpdate(
                                        """
                                        UPDATE outbox SET state = :state, attempts = attempts + 1, detail = :detail, settled_at = :at
                                        WHERE message_key = :key
                                        """)
                                .bind("state", state.name())
                                .bind("detail", outcome.detail())
                                .bind("at", clock.instant())
                                .bind("key", key)
                                .execute());
    }

    private static Outcome toLog(Message message) {
        log.infof("%s %s %s", message.topic(), message.key(), message.payload());
        return new Outcome.Done("in the log");
    }
}
