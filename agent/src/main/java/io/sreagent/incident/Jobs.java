package io.sreagent.incident;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Durable work: scheduled in the transaction that makes it necessary, run by db-scheduler from the
 * same database. It runs at least once; a worker that dies is noticed within seconds and its work
 * given to another.
 *
 * <p>Handlers are registered first; then either {@link #start} runs what is due on threads as time
 * goes by, or {@link #runDue} is called and runs it on the caller's thread, which is how simulated
 * time is lived through.
 */
@Singleton
public class Jobs implements AutoCloseable {
    private static final Logger log = Logger.getLogger(Jobs.class);

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration POLLING = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
    private static final int THREADS = 8;

    /** So many jobs due at one instant mean that they schedule one another without end. */
    private static final int MOST_ROUNDS = 10_000;

    private static final String RECURRING = "recurring";

    private final Database database;
    private final InstantSource clock;
    private final Tracer tracer;
    private final Map<String, Task<String>> tasks = new LinkedHashMap<>();
    private final List<Runnable> recurring = new ArrayList<>();
    private @Nullable Scheduler live;
    private @Nullable ManualScheduler driven;
    private final SettableClock drivenClock = new SettableClock();

    /** Leaves no trace. */
    public Jobs(Database database, InstantSource clock) {
        this(database, clock, OpenTelemetry.noop().getTracer("none"));
    }

    /**
     * @param tracer gets a span of each run, named after the kind of work
     */
    @Inject
    public Jobs(Database database, InstantSource clock, Tracer tracer) {
        this.database = database;
        this.clock = clock;
        this.tracer = tracer;
    }

    /**
     * @param name the kind of work; jobs of a kind nobody has registered wait until somebody has
     */
    public synchronized void register(String name, Job.Handler handler) {
        if (isRunning()) throw new IllegalStateException("register " + name + " before starting");
        Task<String> task =
                Tasks.custom(name, String.class)
                        .onDeadExecutionRevive()
                        .onFailure(this::tryLater)
                        .execute((instance, context) -> run(handler, instance, context));
        if (tasks.putIfAbsent(name, task) != null) {
            throw new IllegalStateException("two handlers for " + name);
        }
    }

    /**
     * Runs something over and over; a run that was missed is not made up for.
     *
     * @param interval asked after each run
     */
    public synchronized void every(String name, Supplier<Duration> interval, Runnable tick) {
        register(
                name,
                job -> {
                    tick.run();
                    return Job.again(untilNext(job.dueAt(), interval.get()));
                });
        recurring.add(
                () ->
                        database.change(
                                "job:" + name + ":recurring",
                                tx -> {
                                    // Another process may be running it just now: one is enough.
                                    if (JobTable.lock(tx, name, RECURRING).isEmpty())
                                        JobTable.insert(tx, name, RECURRING, "", clock.instant());
                                }));
    }

    /**
     * Makes sure that the job runs after this transaction has committed, at this instant or
     * earlier. If it waits already, it is the same job, with the new data and the earlier time; if
     * it is being run just now, it will be run once more.
     */
    public void schedule(Tx tx, String name, String id, String data, Instant at) {
        if (id.contains(JobTable.AGAIN))
            throw new IllegalArgumentException("the id of a job: " + id);
        JobTable.schedule(tx, name, id, data, at);
        tx.afterCommit(this::wake);
    }

    /** Takes back a job that waits; one that is being run goes on. */
    public void cancel(Tx tx, String name, String id) {
        tx.handle()
                .createUpdate(
                        "DELETE FROM scheduled_tasks WHERE task_name = :name AND task_instance = :id AND picked = FALSE")
                .bind("name", name)
                .bind("id", id)
                .execute();
    }

    /** When the job is to run next; empty when it is not scheduled. */
    public Optional<Instant> dueAt(String name, String id) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT execution_time FROM scheduled_tasks WHERE task_name = :name AND task_instance = :id")
                                .bind("name", name)
                                .bind("id", id)
                                .map((row, context) -> Sql.instant(row, "execution_time"))
                                .findOne());
    }

    /** When the next job of any kind is due: how far simulated time may leap. */
    public Optional<Instant> nextDue() {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT execution_time FROM scheduled_tasks WHERE picked = FALSE ORDER BY execution_time FETCH FIRST 1 ROWS ONLY")
                                .map((row, context) -> Sql.instant(row, "execution_time"))
                                .findOne());
    }

    /** Runs what is due on threads, from now on. */
    public synchronized void start() {
        if (isRunning()) throw new IllegalStateException("the jobs run already");
        // Where only one process can have the database open, whatever was being run when it was
        // opened is run by nobody any more. With a shared one, heartbeats tell.
        if (database.isExclusive()) database.change("job:freed", JobTable::freeWhatTheDeadHeld);
        Scheduler scheduler =
                Scheduler.create(database.dataSource(), new ArrayList<>(tasks.values()))
                        .clock(clock::instant)
                        .serializer(new JobTable.Text())
                        .jdbcCustomization(dialect())
                        .threads(THREADS)
                        .executorService(Executors.newVirtualThreadPerTaskExecutor())
                        .pollingInterval(POLLING)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(4)
                        .shutdownMaxWait(Duration.ofSeconds(10))
                        .build();
        scheduler.start();
        live = scheduler;
        recurring.forEach(Runnable::run);
    }

    /** Runs, on this thread, all that is due now, and what becomes due by it. */
    public synchronized void runDue() {
        if (live != null) throw new IllegalStateException("the jobs run on threads already");
        ManualScheduler scheduler = driven == null ? startDriven() : driven;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            drivenClock.set(clock.instant());
            if (dueNames().isEmpty()) return;
            scheduler.runAnyDueExecutions();
        }
        throw new IllegalStateException("jobs schedule one another without end: " + dueNames());
    }

    @Override
    @PreDestroy
    public synchronized void close() {
        if (live != null) live.stop();
        if (driven != null) driven.stop();
        live = null;
        driven = null;
    }

    private boolean isRunning() {
        return live != null || driven != null;
    }

    private ManualScheduler startDriven() {
        // Who drives the time is the only one who works: nobody else holds anything rightly.
        database.change("job:freed", JobTable::freeWhatTheDeadHeld);
        drivenClock.set(clock.instant());
        var builder =
                TestHelper.createManualScheduler(
                        database.dataSource(), new ArrayList<>(tasks.values()));
        builder.serializer(new JobTable.Text()).jdbcCustomization(dialect());
        ManualScheduler scheduler = builder.clock(drivenClock).build();
        driven = scheduler;
        recurring.forEach(Runnable::run);
        return scheduler;
    }

    private JdbcCustomization dialect() {
        return database.isH2()
                ? new DefaultJdbcCustomization(true)
                : new PostgreSqlJdbcCustomization(false, true);
    }

    private void wake() {
        Scheduler scheduler = live;
        if (scheduler != null) scheduler.triggerCheckForDueExecutions();
    }

    private Job.Next traced(Job.Handler handler, Job job) {
        Span span =
                tracer.spanBuilder(job.name())
                        .setAttribute("job.id", job.id())
                        .setAttribute("job.failures", job.failures())
                        .startSpan();
        try (Scope during = span.makeCurrent()) {
            return handler.run(job);
        } catch (RuntimeException e) {
            span.recordException(e);
            span.setStatus(StatusCode.ERROR);
            throw e;
        } catch (Exception e) {
            span.recordException(e);
            span.setStatus(StatusCode.ERROR);
            throw new JobFailed(job, e);
        } finally {
            span.end();
        }
    }

    private CompletionHandler<String> run(
            Job.Handler handler, TaskInstance<String> instance, ExecutionContext context) {
        String id = instance.getId();
        int suffix = id.lastIndexOf(JobTable.AGAIN);
        Job job =
                new Job(
                        instance.getTaskName(),
                        suffix < 0 ? id : id.substring(0, suffix),
                        instance.getData() == null ? "" : instance.getData(),
                        context.getExecution().executionTime,
                        context.getExecution().consecutiveFailures);
        database.points().passed("job:" + job.name() + ":picked");
        return switch (traced(handler, job)) {
            case Job.Next.Finished() -> new CompletionHandler.OnCompleteRemove<>();
            case Job.Next.Again(Duration after) when suffix >= 0 -> fold(job, after);
            case Job.Next.Again(Duration after) ->
                    (complete, operations) ->
                            operations.reschedule(complete, clock.instant().plus(after));
        };
    }

    /**
     * A second run that wants to go on becomes one with the first, or there would be two for ever.
     * Not while the first is being run: it may be the last time, and nothing would go on.
     */
    private CompletionHandler<String> fold(Job job, Duration after) {
        Instant at = clock.instant().plus(after);
        boolean isOne =
                database.transaction(
                        "job:" + job.name() + ":folded",
                        tx -> {
                            boolean isRunning =
                                    JobTable.lock(tx, job.name(), job.id())
                                            .filter(JobTable.Waiting::picked)
                                            .isPresent();
                            if (!isRunning) schedule(tx, job.name(), job.id(), job.data(), at);
                            return !isRunning;
                        });
        return isOne
                ? new CompletionHandler.OnCompleteRemove<>()
                : (complete, operations) -> operations.reschedule(complete, at);
    }

    private static final class JobFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        JobFailed(Job job, Exception cause) {
            super(job.name() + " " + job.id(), cause);
        }
    }

    /** 1 s, 2 s, 4 s … 5 min after the first, second, third … failure in a row. */
    private void tryLater(ExecutionComplete complete, ExecutionOperations<String> operations) {
        int failures = complete.getExecution().consecutiveFailures;
        Duration backoff = Duration.ofSeconds(1L << Math.min(failures, 20));
        if (backoff.compareTo(LONGEST_BACKOFF) > 0) backoff = LONGEST_BACKOFF;
        log.warnf(
                complete.getCause().orElse(null),
                "job %s failed %d times; tried again in %s",
                complete.getExecution().taskInstance,
                failures + 1,
                backoff);
        operations.reschedule(complete, clock.instant().plus(backoff));
    }

    private Duration untilNext(Instant due, Duration interval) {
        Instant now = clock.instant();
        Duration late = Duration.between(due, now);
        if (late.isNegative()) return interval;
        long missed = late.dividedBy(interval);
        return Duration.between(now, due.plus(interval.multipliedBy(missed + 1)));
    }

    private List<String> dueNames() {
        return database.read(handle -> JobTable.due(handle, tasks.keySet(), clock.instant()));
    }
}
