package io.sreagent.learning;

import io.sreagent.contract.plan.PlaybookHistory;
import io.sreagent.incident.Database;
import io.sreagent.incident.Policies;
import io.sreagent.incident.Policy;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.incident.Tx;
import io.sreagent.learning.PlaybookRun.Ending;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What became of every run, recorded in the transaction that ends it. */
@Singleton
public class PlaybookRuns implements PlaybookHistory {
    /** So many failures in a row, and the playbook waits for a person to enable it again. */
    public static final int FAILURES_THAT_DISABLE = 2;

    private final Database database;
    private final Policies policies;

    public PlaybookRuns(Database database, Policies policies) {
        this.database = database;
        this.policies = policies;
    }

    /**
     * Records how a run ended; the same plan again changes nothing. The second failure in a row
     * since the playbook was last enabled disables it.
     *
     * @return whether the playbook was disabled by it
     */
    public boolean record(Tx tx, PlaybookRun run) {
        if (find(run.planId()).isPresent()) return false;
        insert(tx, run);
        return run.ending().isFailure() && disableWhenFailing(tx, run);
    }

    private boolean disableWhenFailing(Tx tx, PlaybookRun run) {
        String scope = Policy.playbook(run.playbook());
        Optional<Policy> flag = policies.find(scope);
        if (flag.isPresent() && !flag.get().enabled()) return false;
        List<Ending> endings =
                endingsSince(tx.handle(), run.playbook(), lastEnabled(run.playbook()));
        if (failuresInARow(endings) < FAILURES_THAT_DISABLE) return false;
        policies.set(
                tx,
                new Policy(
                        scope,
                        false,
                        TimelineEvent.SELF,
                        "%d failed runs in a row, the last for %s"
                                .formatted(FAILURES_THAT_DISABLE, run.incidentId()),
                        run.endedAt()));
        return true;
    }

    /**
     * What had been verified did not last. As a failure it may disable the playbook.
     *
     * @return whether the playbook was disabled by it
     */
    public boolean relapsed(Tx tx, String planId, String detail) {
        Optional<PlaybookRun> run = find(planId).filter(found -> found.ending().isSuccess());
        if (run.isEmpty()) return false;
        tx.handle()
                .createUpdate(
                        "UPDATE playbook_run SET ending = 'FAILED', detail = :detail WHERE plan_id = :plan")
                .bind("detail", PlaybookRun.fitting(detail))
                .bind("plan", planId)
                .execute();
        return disableWhenFailing(tx, run.get());
    }

    /** Adds what a person thought. */
    public void record(Tx tx, Feedback feedback) {
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO feedback (incident_id, playbook, playbook_version, approving, given_by, words, given_at)
                        VALUES (:incident, :playbook, :version, :approving, :by, :words, :at)
                        """)
                .bind("incident", feedback.incidentId())
                .bind("playbook", feedback.playbook())
                .bind("version", feedback.playbookVersion())
                .bind("approving", feedback.approving())
                .bind("by", feedback.by())
                .bind("words", feedback.words())
                .bind("at", feedback.at())
                .execute();
    }

    @Override
    public Past of(String playbook, String version) {
        return database.read(
                handle -> {
                    List<Ending> endings =
                            handle
                                    .createQuery(
                                            "SELECT ending FROM playbook_run WHERE playbook = :playbook AND playbook_version = :version ORDER BY number DESC")
                                    .bind("playbook", playbook)
                                    .bind("version", version)
                                    .mapTo(String.class)
                                    .stream()
                                    .map(Ending::valueOf)
                                    .filter(ending -> ending != Ending.SELF_RECOVERED)
                                    .toList();
                    long successes = endings.stream().filter(Ending::isSuccess).count();
                    return new Past(
                            endings.size(),
                            (int) successes,
                            failuresInARow(endingsSince(handle, playbook, lastEnabled(playbook))),
                            thumbs(handle, playbook, version, true),
                            thumbs(handle, playbook, version, false));
                });
    }

    public Optional<PlaybookRun> find(String planId) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM playbook_run WHERE plan_id = :plan")
                                .bind("plan", planId)
                                .map((row, context) -> run(row))
                                .findOne());
    }

    /** Runs of one playbook, all versions, newest first. */
    public List<PlaybookRun> runs(String playbook, int limit) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM playbook_run WHERE playbook = :playbook ORDER BY number DESC FETCH FIRST :limit ROWS ONLY")
                                .bind("playbook", playbook)
                                .bind("limit", limit)
                                .map((row, context) -> run(row))
                                .list());
    }

    /** Of every playbook that has run, by name. */
    public List<PlaybookStatistics> statistics() {
        return database.read(
                handle -> {
                    Map<String, List<PlaybookRun>> byPlaybook =
                            handle
                                    .createQuery("SELECT * FROM playbook_run ORDER BY number")
                                    .map((row, context) -> run(row))
                                    .stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    PlaybookRun::playbook,
                                                    TreeMap::new,
                                                    Collectors.toList()));
                    return byPlaybook.entrySet().stream()
                            .map(entry -> statistics(handle, entry.getKey(), entry.getValue()))
                            .toList();
                });
    }

    /** Of one playbook; empty when it has never run. */
    public Optional<PlaybookStatistics> statistics(String playbook) {
        return statistics().stream().filter(one -> one.playbook().equals(playbook)).findFirst();
    }

    public LearningStatistics summary() {
        List<PlaybookStatistics> all = statistics();
        int runs = all.stream().mapToInt(PlaybookStatistics::runs).sum();
        int successes = all.stream().mapToInt(PlaybookStatistics::successes).sum();
        return new LearningStatistics(
                all.size(),
                runs,
                successes,
                all.stream().mapToInt(PlaybookStatistics::selfRecoveries).sum(),
                rate(successes, runs),
                all.stream().mapToInt(PlaybookStatistics::thumbsUp).sum(),
                all.stream().mapToInt(PlaybookStatistics::thumbsDown).sum());
    }

    private static PlaybookStatistics statistics(
            Handle handle, String playbook, List<PlaybookRun> all) {
        List<PlaybookRun> counted =
                all.stream().filter(run -> run.ending() != Ending.SELF_RECOVERED).toList();
        int successes = (int) counted.stream().filter(run -> run.ending().isSuccess()).count();
        Duration total =
                counted.stream()
                        .map(run -> Duration.between(run.startedAt(), run.endedAt()))
                        .reduce(Duration.ZERO, Duration::plus);
        Map<String, Integer> failures =
                counted.stream()
                        .filter(run -> run.ending().isFailure())
                        .collect(Collectors.toMap(PlaybookRun::detail, run -> 1, Integer::sum));
        return new PlaybookStatistics(
                playbook,
                counted.size(),
                successes,
                all.size() - counted.size(),
                rate(successes, counted.size()),
                counted.isEmpty() ? Duration.ZERO : total.dividedBy(counted.size()),
                failures,
                thumbs(handle, playbook, null, true),
                thumbs(handle, playbook, null, false));
    }

    /** A person who enabled it again has forgiven what was before, whichever version failed. */
    private Instant lastEnabled(String playbook) {
        return policies.find(Policy.playbook(playbook))
                .filter(Policy::enabled)
                .map(Policy::at)
                .orElse(Instant.EPOCH);
    }

    private static double rate(int successes, int runs) {
        return runs == 0 ? 0 : (double) successes / runs;
    }

    /** Newest first; what recovered by itself is left out. */
    private static List<Ending> endingsSince(Handle handle, String playbook, Instant since) {
        return handle
                .createQuery(
                        "SELECT ending FROM playbook_run WHERE playbook = :playbook AND ended_at > :since ORDER BY number DESC")
                .bind("playbook", playbook)
                .bind("since", since)
                .mapTo(String.class)
                .stream()
                .map(Ending::valueOf)
                .filter(ending -> ending != Ending.SELF_RECOVERED)
                .toList();
    }

    private static int failuresInARow(List<Ending> newestFirst) {
        return (int) newestFirst.stream().takeWhile(Ending::isFailure).count();
    }

    private static int thumbs(
            Handle handle,
            String playbook,
            @org.jspecify.annotations.Nullable String version,
            boolean up) {
        String sql =
                "SELECT COUNT(*) FROM feedback WHERE playbook = :playbook AND approving = :up"
                        + (version == null ? "" : " AND playbook_version = :version");
        var query = handle.createQuery(sql).bind("playbook", playbook).bind("up", up);
        if (version != null) query.bind("version", version);
        return query.mapTo(Integer.class).one();
    }

    private static void insert(Tx tx, PlaybookRun run) {
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO playbook_run (plan_id, incident_id, playbook, playbook_version, ending, risk,
                            started_at, ended_at, detail)
                        VALUES (:plan, :incident, :playbook, :version, :ending, :risk, :started, :ended, :detail)
                        """)
                .bind("plan", run.planId())
                .bind("incident", run.incidentId())
                .bind("playbook", run.playbook())
                .bind("version", run.playbookVersion())
                .bind("ending", run.ending().name())
                .bind("risk", run.risk())
                .bind("started", run.startedAt())
                .bind("ended", run.endedAt())
                .bind("detail", run.detail())
                .execute();
    }

    private static PlaybookRun run(ResultSet row) throws SQLException {
        return new PlaybookRun(
                row.getString("plan_id"),
                row.getString("incident_id"),
                row.getString("playbook"),
                row.getString("playbook_version"),
                Ending.valueOf(row.getString("ending")),
                row.getDouble("risk"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                row.getString("detail"));
    }
}
