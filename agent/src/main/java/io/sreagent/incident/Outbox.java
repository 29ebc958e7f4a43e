package io.sreagent.incident;

import io.sreagent.contract.act.Outcome;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Messages to the world outside, written in the transaction that causes them and delivered by a job
 * afterwards, again and again until the receiver has them or refuses, for three days at most. One
 * that crashed midway is delivered again under the same key.
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
    public record Posted(
            Message message, Instant postedAt, State state, int attempts, String detail) {}

    /**
     * How messages fare.
     *
     * @param delivered settled since the instant that was asked for; {@code failed} likewise
     * @param waiting now, whenever they were posted
     * @param waitingSince when the oldest of them was posted; null when there is none
     */
    public record Tally(
            long delivered, long failed, long waiting, @Nullable Instant waitingSince) {}

    static final String JOB = "outbox";

    /** News of yesterday's trouble help nobody; that they did not arrive must show. */
    private static final Duration GIVES_UP = Duration.ofDays(3);

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final int LONGEST_DETAIL = 1_000;

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
     * <p>What was settled a month ago is forgotten here, so that the table does not grow for ever.
     *
     * @return whether it is new
     */
    public boolean post(Tx tx, Message message, Instant at) {
        if (find(message.key()).isPresent()) return false;
        tx.handle()
                .createUpdate("DELETE FROM outbox WHERE state <> 'WAITING' AND settled_at < :old")
                .bind("old", at.minus(KEPT))
                .execute();
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
                                .map((row, context) -> posted(row))
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

    /** The last ones that failed since then, newest first. */
    public List<Posted> failedSince(Instant since, int most) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM outbox WHERE state = 'FAILED' AND settled_at >= :since ORDER BY number DESC FETCH FIRST :most ROWS ONLY")
                                .bind("since", since)
                                .bind("most", most)
                                .map((row, context) -> posted(row))
                                .list());
    }

    public Tally tally(Instant since) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT
                                            SUM(CASE WHEN state = 'DELIVERED' AND settled_at >= :since THEN 1 ELSE 0 END) AS delivered,
                                            SUM(CASE WHEN state = 'FAILED' AND settled_at >= :since THEN 1 ELSE 0 END) AS failed,
                                            SUM(CASE WHEN state = 'WAITING' THEN 1 ELSE 0 END) AS waiting,
                                            MIN(CASE WHEN state = 'WAITING' THEN posted_at END) AS waiting_since
                                        FROM outbox
                                        """)
                                .bind("since", since)
                                .map(
                                        (row, context) ->
                                                new Tally(
                                                        row.getLong("delivered"),
                                                        row.getLong("failed"),
                                                        row.getLong("waiting"),
                                                        Sql.maybeInstant(row, "waiting_since")
                                                                .orElse(null)))
                                .one());
    }

    private static Posted posted(ResultSet row) throws SQLException {
        return new Posted(
                new Message(
                        row.getString("message_key"),
                        row.getString("topic"),
                        row.getString("payload")),
                Sql.instant(row, "posted_at"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("detail"));
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
            case Outcome.Retry retry when isTooOld(posted.get()) ->
                    settle(job.id(), State.FAILED, retry);
            case Outcome.Retry retry -> {
                write(job.id(), State.WAITING, retry);
                yield Job.again(pause(retry.after(), posted.get().attempts()));
            }
        };
    }

    private boolean isTooOld(Posted posted) {
        return posted.postedAt().plus(GIVES_UP).isBefore(clock.instant());
    }

    /** 5 s, 10 s, 20 s … 15 min, and never less than the receiver asks for. */
    private static Duration pause(Duration asked, int attempts) {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 20));
        Duration own = grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
        return asked.compareTo(own) > 0 ? asked : own;
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
                                .bind("detail", cut(outcome.detail()))
                                .bind("at", clock.instant())
                                .bind("key", key)
                                .execute());
    }

    private static String cut(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }

    private static Outcome toLog(Message message) {
        log.infof("%s %s %s", message.topic(), message.key(), message.payload());
        return new Outcome.Done("in the log");
    }
}
