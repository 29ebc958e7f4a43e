package io.sreagent.action;

import io.quarkus.arc.All;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.plan.Licence;
import io.sreagent.contract.plan.Mode;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Step;
import io.sreagent.incident.ActionLedger;
import io.sreagent.incident.AuditLog;
import io.sreagent.incident.Claim;
import io.sreagent.incident.Database;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.StepRun;
import io.sreagent.incident.StepRuns;
import io.sreagent.incident.StepState;
import io.sreagent.incident.TargetAction;
import io.sreagent.incident.TargetLock;
import io.sreagent.incident.TargetLocks;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.incident.Tx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Pushes one step on: validate → intend → effect → settle, and back again when it must be undone.
 *
 * <p>Each arrow is a commit, and the intent is committed before its effect. Found after a crash in
 * {@code INTENDED} or {@code UNDOING}, the executor is asked whether the effect is there before
 * anything is done: present goes on, absent is done, and what nobody can tell waits until the
 * step's time is up and is then a person's.
 *
 * <p>Nothing takes effect while the audit chain cannot be anchored: the step waits.
 *
 * <p>The claim's lease is longer than any single call to an executor may take, so two processes
 * never have an effect under way at once.
 */
@Singleton
public final class StepRunner {
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration TARGET_LEASE = Duration.ofMinutes(30);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Database database;
    private final StepRuns steps;
    private final Incidents incidents;
    private final TargetLocks locks;
    private final ActionLedger ledger;
    private final AuditLog audit;
    private final Map<String, Executor> executors;
    private final InstantSource clock;
    private final String owner = UUID.randomUUID().toString();

    public StepRunner(
            Database database,
            StepRuns steps,
            Incidents incidents,
            TargetLocks locks,
            ActionLedger ledger,
            AuditLog audit,
            @All List<Executor> executors,
            InstantSource clock) {
        this.database = database;
        this.steps = steps;
        this.incidents = incidents;
        this.locks = locks;
        this.ledger = ledger;
        this.audit = audit;
        this.executors =
                executors.stream().collect(Collectors.toMap(Executor::tool, Function.identity()));
        this.clock = clock;
    }

    /** Goes as far as it can without waiting. Call it again after {@link Progress.Waiting}. */
    public Progress advance(Licence licence, Step step) {
        requireOwn(licence, step);
        Optional<Claim> claim = claim(step);
        if (claim.isEmpty()) return busy();
        Work work = new Work(licence, step, executor(step), claim.get());
        StepRun run = steps.find(step.key()).orElseThrow();
        return switch (run.state()) {
            case PLANNED -> begin(work);
            case INTENDED -> resume(work, run);
            case BEGUN -> settle(work, run);
            case DONE -> new Progress.Finished(run.detail());
            case REFUSED -> new Progress.Failed(false, run.detail());
            case UNKNOWN -> new Progress.Unclear(run.detail());
            case UNDOING, UNDONE, UNDO_REFUSED -> new Progress.Failed(true, run.detail());
        };
    }

    /** Puts back what a step changed. A step that left nothing is finished at once. */
    public Progress undo(Licence licence, Step step) {
        requireOwn(licence, step);
        Optional<Claim> claim = claim(step);
        if (claim.isEmpty()) return busy();
        Work work = new Work(licence, step, executor(step), claim.get());
        StepRun run = steps.find(step.key()).orElseThrow();
        return switch (run.state()) {
            case PLANNED, REFUSED -> new Progress.Finished("nothing to undo");
            case INTENDED, UNKNOWN -> new Progress.Unclear(run.detail());
            case BEGUN, DONE -> {
                move(work, run.state(), StepState.UNDOING, "about to be undone");
                yield undoNow(work, run.undoKey());
            }
            case UNDOING -> resumeUndo(work, run);
            case UNDONE -> new Progress.Finished(run.detail());
            case UNDO_REFUSED -> new Progress.Failed(true, run.detail());
        };
    }

    private static void requireOwn(Licence licence, Step step) {
        if (!licence.plan().steps().contains(step))
            throw new IllegalArgumentException(
                    step.key() + " is no step of " + licence.plan().id());
    }

    private record Work(Licence licence, Step step, Executor executor, Claim claim) {
        Intent intent() {
            return step.intent();
        }
    }

    private Progress begin(Work work) {
        Preview now;
        try {
            now = work.executor().preview(work.intent());
        } catch (PreviewRefused refused) {
            move(work, StepState.PLANNED, StepState.REFUSED, refused.why());
            return new Progress.Failed(false, refused.why());
        }
        if (!now.sameEffectAs(work.step().preview())) return differs(work.step(), now);
        // What cannot take effect is not intended either: until it is, an offer can expire.
        Optional<String> unaudited = audit.trouble();
        if (unaudited.isPresent()) return new Progress.Waiting(SOON, unaudited.get());
        Optional<String> busy = intend(work);
        if (busy.isPresent()) return new Progress.Waiting(SOON, busy.get());
        return effect(work, now);
    }

    /** One transaction: the target is ours, the action counts, the intent stands. */
    private Optional<String> intend(Work work) {
        Instant now = clock.instant();
        Step step = work.step();
        String target = step.preview().target().id();
        return database.transaction(
                "step:intended",
                tx -> {
                    for (String held : List.of(target, workload(work))) {
                        TargetLock lock = acquire(tx, held, work);
                        if (lock instanceof TargetLock.Busy other)
                            return Optional.of(
                                    held + " is being changed for " + other.incidentId());
                    }
                    boolean automatic = work.licence().verdict().mode() == Mode.AUTO;
                    ledger.enter(
                            tx,
                            new TargetAction(
                                    step.key(),
                                    target,
                                    work.licence().plan().incidentId(),
                                    work.licence().plan().id(),
                                    step.intent().tool(),
                                    automatic,
                                    now,
                                    step.preview().changes()));
                    steps.move(
                            tx,
                            work.claim(),
                            StepState.PLANNED,
                            StepState.INTENDED,
                            "about to begin: " + warrant(work.licence()),
                            now);
                    return Optional.<String>empty();
                });
    }

    /** Two plans for one workload exclude each other, whichever of its objects they touch. */
    private static String workload(Work work) {
        return "workload " + work.licence().plan().cause().resource().owner().id();
    }

    private TargetLock acquire(Tx tx, String target, Work work) {
        Plan plan = work.licence().plan();
        Duration lease = TARGET_LEASE.plus(work.step().timeout());
        return locks.acquire(tx, target, plan.incidentId(), plan.id(), owner, lease);
    }

    /** What lets it run, for the record: the plan as it was decided upon, and the verdict now. */
    private static String warrant(Licence licence) {
        return "plan hash %s, verdict %s (%s)"
                .formatted(
                        licence.plan().hash(),
                        licence.verdict().mode(),
                        licence.verdict().reasons().stream()
                                .map(reason -> reason.check() + " " + reason.mode())
                                .collect(Collectors.joining(", ")));
    }

    private Progress effect(Work work, Preview bound) {
        Optional<String> unaudited = audit.trouble();
        if (unaudited.isPresent()) return new Progress.Waiting(SOON, unaudited.get());
        database.points().passed("effect:before");
        Outcome outcome = work.executor().execute(work.intent(), bound, work.step().key());
        database.points().passed("effect:after");
        return switch (outcome) {
            case Outcome.Done(String detail) -> {
                move(work, StepState.INTENDED, StepState.BEGUN, detail);
                yield settle(work, steps.find(work.step().key()).orElseThrow());
            }
            case Outcome.Retry(Duration after, String detail) ->
                    new Progress.Waiting(after, detail);
            case Outcome.Refused(String detail) -> {
                move(work, StepState.INTENDED, StepState.REFUSED, detail);
                yield new Progress.Failed(false, detail);
            }
            // Whether it arrived can be asked in a moment; until then nothing is repeated.
            case Outcome.Unknown(String detail) -> new Progress.Waiting(SOON, detail);
        };
    }

    private Progress resume(Work work, StepRun run) {
        return switch (work.executor()
                .look(work.intent(), work.step().preview(), work.step().key())) {
            case PRESENT -> {
                move(work, StepState.INTENDED, StepState.BEGUN, "found to have begun");
                yield settle(work, steps.find(work.step().key()).orElseThrow());
            }
            case ABSENT -> again(work, run);
            case UNKNOWN -> {
                if (!isOverdue(work.step(), run)) {
                    yield new Progress.Waiting(SOON, "nobody can tell yet whether it began");
                }
                move(
                        work,
                        StepState.INTENDED,
                        StepState.UNKNOWN,
                        "nobody can tell whether it began");
                yield new Progress.Unclear("nobody can tell whether it began");
            }
        };
    }

    /**
     * The effect is surely absent, so it may be brought about; provided it still is what was
     * decided upon, and was not long ago: what was true then may not be any more.
     */
    private Progress again(Work work, StepRun run) {
        if (isOverdue(work.step(), run)) {
            String late = "it could not be begun within " + work.step().timeout();
            move(work, StepState.INTENDED, StepState.REFUSED, late);
            return new Progress.Voided(late);
        }
        try {
            Preview now = work.executor().preview(work.intent());
            if (now.sameEffectAs(work.step().preview())) return effect(work, now);
            move(work, StepState.INTENDED, StepState.REFUSED, "the target changed before it began");
            return differs(work.step(), now);
        } catch (PreviewRefused refused) {
            move(work, StepState.INTENDED, StepState.REFUSED, refused.why());
            return new Progress.Failed(false, refused.why());
        }
    }

    private Progress settle(Work work, StepRun run) {
        Outcome outcome =
                work.executor().settled(work.intent(), work.step().preview(), work.step().key());
        return switch (outcome) {
            case Outcome.Done(String detail) -> {
                move(work, StepState.BEGUN, StepState.DONE, detail);
                yield new Progress.Finished(detail);
            }
            case Outcome.Retry(Duration after, String detail) ->
                    isOverdue(work.step(), run)
                            ? new Progress.Failed(
                                    true,
                                    "not complete after " + work.step().timeout() + ": " + detail)
                            : new Progress.Waiting(after, detail);
            case Outcome.Refused(String detail) -> new Progress.Failed(true, detail);
            case Outcome.Unknown(String detail) ->
                    isOverdue(work.step(), run)
                            ? new Progress.Failed(true, detail)
                            : new Progress.Waiting(SOON, detail);
        };
    }

    private Progress undoNow(Work work, String undoKey) {
        Optional<String> unaudited = audit.trouble();
        if (unaudited.isPresent()) return new Progress.Waiting(SOON, unaudited.get());
        database.points().passed("effect:before");
        Outcome outcome = work.executor().undo(work.intent(), work.step().preview(), undoKey);
        database.points().passed("effect:after");
        return switch (outcome) {
            case Outcome.Done(String detail) -> {
                move(work, StepState.UNDOING, StepState.UNDONE, detail);
                yield new Progress.Finished(detail);
            }
            case Outcome.Refused(String detail) -> {
                move(work, StepState.UNDOING, StepState.UNDO_REFUSED, detail);
                yield new Progress.Failed(true, detail);
            }
            case Outcome.Retry(Duration after, String detail) -> {
                StepRun run = steps.find(work.step().key()).orElseThrow();
                if (!isOverdue(work.step(), run)) yield new Progress.Waiting(after, detail);
                String late = "not undone after " + work.step().timeout() + ": " + detail;
                move(work, StepState.UNDOING, StepState.UNDO_REFUSED, late);
                yield new Progress.Failed(true, late);
            }
            case Outcome.Unknown(String detail) -> new Progress.Waiting(SOON, detail);
        };
    }

    private Progress resumeUndo(Work work, StepRun run) {
        return switch (work.executor().look(work.intent(), work.step().preview(), run.undoKey())) {
            case PRESENT -> {
                move(work, StepState.UNDOING, StepState.UNDONE, "found to be undone");
                yield new Progress.Finished("found to be undone");
            }
            case ABSENT -> undoNow(work, run.undoKey());
            case UNKNOWN -> {
                if (!isOverdue(work.step(), run)) {
                    yield new Progress.Waiting(SOON, "nobody can tell yet whether it is undone");
                }
                move(
                        work,
                        StepState.UNDOING,
                        StepState.UNKNOWN,
                        "nobody can tell whether it is undone");
                yield new Progress.Unclear("nobody can tell whether it is undone");
            }
        };
    }

    private Optional<Claim> claim(Step step) {
        return database.transaction("step:claim", tx -> steps.claim(tx, step.key(), owner, LEASE));
    }

    /** A step that is over tells so in the same transaction, or a crash would leave it untold. */
    private void move(Work work, StepState from, StepState to, String detail) {
        String point = "step:" + to.name().toLowerCase(java.util.Locale.ROOT);
        Step step = work.step();
        database.change(
                point,
                tx -> {
                    steps.move(tx, work.claim(), from, to, detail, clock.instant());
                    if (to == StepState.DONE) {
                        String told = step.name() + ": " + detail;
                        tell(tx, work, "step", new Words(told, told));
                    } else if (to == StepState.UNDONE) {
                        Words told = new Words("undone: " + step.name(), "已撤销：" + step.name());
                        tell(tx, work, "undo", told);
                    }
                });
    }

    private void tell(Tx tx, Work work, String kind, Words words) {
        incidents.note(
                tx,
                work.licence().plan().incidentId(),
                TimelineEvent.of(clock.instant(), TimelineEvent.SELF, kind, words));
    }

    private boolean isOverdue(Step step, StepRun run) {
        return clock.instant().isAfter(run.changedAt().plus(step.timeout()));
    }

    private Executor executor(Step step) {
        Executor executor = executors.get(step.intent().tool());
        if (executor == null)
            throw new IllegalStateException("no executor for " + step.intent().tool());
        return executor;
    }

    private static Progress busy() {
        return new Progress.Waiting(SOON, "another process is working on it");
    }

    private static Progress differs(Step step, Preview now) {
        // Values may be secrets; which fields moved is enough to look at them.
        return new Progress.Voided(
                "%s is no longer what was decided upon: fields %s, now %s"
                        .formatted(
                                step.preview().target().id(), paths(step.preview()), paths(now)));
    }

    private static List<String> paths(Preview preview) {
        return preview.changes().stream().map(FieldChange::path).toList();
    }
}
