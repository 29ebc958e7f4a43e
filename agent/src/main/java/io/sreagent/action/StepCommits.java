package io.sreagent.action;

import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.plan.Licence;
import io.sreagent.contract.plan.Mode;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Step;
import io.sreagent.contract.plan.Verdict;
import io.sreagent.incident.ActionLedger;
import io.sreagent.incident.Claim;
import io.sreagent.incident.Database;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.StepRuns;
import io.sreagent.incident.StepState;
import io.sreagent.incident.TargetAction;
import io.sreagent.incident.TargetLock;
import io.sreagent.incident.TargetLocks;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.incident.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Every commit of a step's life, one transaction each: what is on record before an effect, and
 * after it.
 */
final class StepCommits {
    /**
     * How long a claim holds. Longer than all calls to an executor between two commits may take
     * ({@code k8s.timeout_seconds} is held to a sixth of it), so that two processes never have an
     * effect under way at once.
     */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration TARGET_LEASE = Duration.ofMinutes(30);

    private final Database database;
    private final StepRuns steps;
    private final Incidents incidents;
    private final TargetLocks locks;
    private final ActionLedger ledger;
    private final InstantSource clock;
    private final String owner = UUID.randomUUID().toString();

    StepCommits(
            Database database,
            StepRuns steps,
            Incidents incidents,
            TargetLocks locks,
            ActionLedger ledger,
            InstantSource clock) {
        this.database = database;
        this.steps = steps;
        this.incidents = incidents;
        this.locks = locks;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Empty while another process has it. */
    Optional<Claim> claim(Step step) {
        return database.transaction("step:claim", tx -> steps.claim(tx, step.key(), owner, LEASE));
    }

    /**
     * One transaction: the targets are ours, the action counts, the intent stands.
     *
     * @return why it cannot be now; empty when the intent stands
     */
    Optional<String> intend(Work work) {
        return database.transaction(
                "step:intended",
                tx -> {
                    Optional<String> busy = isBusy(tx, work).or(() -> isOvertaken(tx, work));
                    if (busy.isPresent()) return busy;
                    Instant now = clock.instant();
                    ledger.enter(tx, action(work, now));
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

    private Optional<String> isBusy(Tx tx, Work work) {
        for (String held : List.of(target(work), workload(work)))
            if (acquire(tx, held, work) instanceof TargetLock.Busy other)
                return Optional.of(held + " is being changed for " + other.incidentId());
        return Optional.empty();
    }

    /** The rate limit was judged before: an automatic action that began since is not in it. */
    private Optional<String> isOvertaken(Tx tx, Work work) {
        Verdict verdict = work.licence().verdict();
        if (verdict.mode() != Mode.AUTO) return Optional.empty();
        int since = ledger.automaticOfOthers(tx, work.licence().plan().id(), verdict.at());
        return since == 0
                ? Optional.empty()
                : Optional.of("another automatic action began meanwhile, to be judged again");
    }

    private static TargetAction action(Work work, Instant now) {
        Plan plan = work.licence().plan();
        return new TargetAction(
                work.step().key(),
                target(work),
                plan.incidentId(),
                plan.id(),
                work.intent().tool(),
                work.licence().verdict().mode() == Mode.AUTO,
                now,
                work.step().preview().changes());
    }

    private static String target(Work work) {
        return work.step().preview().target().id();
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

    /** A step that is over tells so in the same transaction, or a crash would leave it untold. */
    void move(Work work, StepState from, StepState to, String detail) {
        String point = "step:" + to.name().toLowerCase(Locale.ROOT);
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
}
