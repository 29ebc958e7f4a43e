package io.sreagent.action;

import io.quarkus.arc.All;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.plan.Licence;
import io.sreagent.contract.plan.Step;
import io.sreagent.incident.ActionLedger;
import io.sreagent.incident.AuditLog;
import io.sreagent.incident.Claim;
import io.sreagent.incident.CommitPoints;
import io.sreagent.incident.Database;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.StepRun;
import io.sreagent.incident.StepRuns;
import io.sreagent.incident.StepState;
import io.sreagent.incident.TargetLocks;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * <p>What each arrow commits is in {@link StepCommits}.
 */
@Singleton
public final class StepRunner {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final StepCommits commits;
    private final CommitPoints points;
    private final StepRuns steps;
    private final AuditLog audit;
    private final Map<String, Executor> executors;
    private final InstantSource clock;

    public StepRunner(
            Database database,
            StepRuns steps,
            Incidents incidents,
            TargetLocks locks,
            ActionLedger ledger,
            AuditLog audit,
            @All List<Executor> executors,
            InstantSource clock) {
        this.commits = new StepCommits(database, steps, incidents, locks, ledger, clock);
        this.points = database.points();
        this.steps = steps;
        this.audit = audit;
        this.executors =
                executors.stream().collect(Collectors.toMap(Executor::tool, Function.identity()));
        this.clock = clock;
    }

    /** Goes as far as it can without waiting. Call it again after {@link Progress.Waiting}. */
    public Progress advance(Licence licence, Step step) {
        requireOwn(licence, step);
        Optional<Claim> claim = commits.claim(step);
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
        Optional<Claim> claim = commits.claim(step);
        if (claim.isEmpty()) return busy();
        Work work = new Work(licence, step, executor(step), claim.get());
        StepRun run = steps.find(step.key()).orElseThrow();
        return switch (run.state()) {
            case PLANNED, REFUSED -> new Progress.Finished("nothing to undo");
            case INTENDED, UNKNOWN -> new Progress.Unclear(run.detail());
            case BEGUN, DONE -> {
                commits.move(work, run.state(), StepState.UNDOING, "about to be undone");
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

    private Progress begin(Work work) {
        Preview now;
        try {
            now = work.executor().preview(work.intent());
        } catch (PreviewRefused refused) {
            commits.move(work, StepState.PLANNED, StepState.REFUSED, refused.why());
            return new Progress.Failed(false, refused.why());
        }
        if (!now.sameEffectAs(work.step().preview())) return differs(work.step(), now);
        // What cannot take effect is not intended either: until it is, an offer can expire.
        Optional<String> unaudited = audit.trouble();
        if (unaudited.isPresent()) return new Progress.Waiting(SOON, unaudited.get());
        Optional<String> busy = commits.intend(work);
        if (busy.isPresent()) return new Progress.Waiting(SOON, busy.get());
        return effect(work, now);
    }

    private Progress effect(Work work, Preview bound) {
        Optional<String> unaudited = audit.trouble();
        if (unaudited.isPresent()) return new Progress.Waiting(SOON, unaudited.get());
        points.passed("effect:before");
        Outcome outcome = work.executor().execute(work.intent(), bound, work.step().key());
        points.passed("effect:after");
        return switch (outcome) {
            case Outcome.Done(String detail) -> {
                commits.move(work, StepState.INTENDED, StepState.BEGUN, detail);
                yield settle(work, steps.find(work.step().key()).orElseThrow());
            }
            case Outcome.Retry(Duration after, String detail) ->
                    new Progress.Waiting(after, detail);
            case Outcome.Refused(String detail) -> {
                commits.move(work, StepState.INTENDED, StepState.REFUSED, detail);
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
                commits.move(work, StepState.INTENDED, StepState.BEGUN, "found to have begun");
                yield settle(work, steps.find(work.step().key()).orElseThrow());
            }
            case ABSENT -> again(work, run);
            case UNKNOWN -> {
                if (!isOverdue(work.step(), run)) {
                    yield new Progress.Waiting(SOON, "nobody can tell yet whether it began");
                }
                commits.move(
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
            commits.move(work, StepState.INTENDED, StepState.REFUSED, late);
            return new Progress.Voided(late);
        }
        try {
            Preview now = work.executor().preview(work.intent());
            if (now.sameEffectAs(work.step().preview())) return effect(work, now);
            commits.move(
                    work,
                    StepState.INTENDED,
                    StepState.REFUSED,
                    "the target changed before it began");
            return differs(work.step(), now);
        } catch (PreviewRefused refused) {
            commits.move(work, StepState.INTENDED, StepState.REFUSED, refused.why());
            return new Progress.Failed(false, refused.why());
        }
    }

    private Progress settle(Work work, StepRun run) {
        Outcome outcome =
                work.executor().settled(work.intent(), work.step().preview(), work.step().key());
        return switch (outcome) {
            case Outcome.Done(String detail) -> {
                commits.move(work, StepState.BEGUN, StepState.DONE, detail);
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
        points.passed("effect:before");
        Outcome outcome = work.executor().undo(work.intent(), work.step().preview(), undoKey);
        points.passed("effect:after");
        return switch (outcome) {
            case Outcome.Done(String detail) -> {
                commits.move(work, StepState.UNDOING, StepState.UNDONE, detail);
                yield new Progress.Finished(detail);
            }
            case Outcome.Refused(String detail) -> {
                commits.move(work, StepState.UNDOING, StepState.UNDO_REFUSED, detail);
                yield new Progress.Failed(true, detail);
            }
            case Outcome.Retry(Duration after, String detail) -> {
                StepRun run = steps.find(work.step().key()).orElseThrow();
                if (!isOverdue(work.step(), run)) yield new Progress.Waiting(after, detail);
                String late = "not undone after " + work.step().timeout() + ": " + detail;
                commits.move(work, StepState.UNDOING, StepState.UNDO_REFUSED, late);
                yield new Progress.Failed(true, late);
            }
            case Outcome.Unknown(String detail) -> new Progress.Waiting(SOON, detail);
        };
    }

    private Progress resumeUndo(Work work, StepRun run) {
        return switch (work.executor().look(work.intent(), work.step().preview(), run.undoKey())) {
            case PRESENT -> {
                commits.move(work, StepState.UNDOING, StepState.UNDONE, "found to be undone");
                yield new Progress.Finished("found to be undone");
            }
            case ABSENT -> undoNow(work, run.undoKey());
            case UNKNOWN -> {
                if (!isOverdue(work.step(), run)) {
                    yield new Progress.Waiting(SOON, "nobody can tell yet whether it is undone");
                }
                commits.move(
                        work,
                        StepState.UNDOING,
                        StepState.UNKNOWN,
                        "nobody can tell whether it is undone");
                yield new Progress.Unclear("nobody can tell whether it is undone");
            }
        };
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
