package io.sreagent.incident;

import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The life of one incident as far as the store is concerned: opened, planned, approved, done step
 * by step, told of, resolved. It goes on from wherever the database says it was.
 */
final class StoredLife {
    private static final String ADVANCE = "advance";
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Principal ALICE = new Principal("alice", Role.APPROVER, false);

    private final Clock clock;
    private final List<String> effects;
    private final List<String> told;
    private final String owner;
    private final Database database;
    private final AuditLog audit;
    private final Incidents incidents;
    private final Plans plans;
    private final Approvals approvals;
    private final StepRuns steps;
    private final TargetLocks locks;
    private final ActionLedger ledger;
    private final Jobs jobs;
    private final Outbox outbox;
    private boolean ended = false;

    StoredLife(Database.Settings store, Path anchors, CommitPoints.Listener points) {
        this(store, anchors, new Clock(), new ArrayList<>(), new ArrayList<>(), "first", points);
    }

    /** In the same world as an earlier one, which has died. */
    StoredLife(
            Database.Settings store, Path anchors, StoredLife dead, CommitPoints.Listener points) {
        this(store, anchors, dead.clock, dead.effects, dead.told, "second", points);
    }

    private StoredLife(
            Database.Settings store,
            Path anchors,
            Clock clock,
            List<String> effects,
            List<String> told,
            String owner,
            CommitPoints.Listener points) {
        this.clock = clock;
        this.effects = effects;
        this.told = told;
        this.owner = owner;
        database = new Database(store, new CommitPoints(points));
        audit = new AuditLog(database, new AuditAnchor(anchors));
        incidents = new Incidents(database, audit, new IncidentFeed());
        plans = new Plans(database, audit, clock);
        approvals = new Approvals(audit, clock);
        steps = new StepRuns(database, audit, clock);
        locks = new TargetLocks(clock);
        ledger = new ActionLedger(database);
        jobs = new Jobs(database, clock);
        outbox = new Outbox(database, jobs, clock);
        outbox.connect(
                "incident",
                message -> {
                    told.add(message.key());
                    return new Outcome.Done("told");
                });
        jobs.register(ADVANCE, this::advance);
    }

    /** Whether it came to its end; not, when the power went off. */
    boolean live() {
        try {
            if (incident().isEmpty()) open();
            for (int round = 0; round < 100 && !ended; round++) {
                jobs.runDue();
                if (ended) return false;
                plans.pending().forEach(this::approve);
                clock.pass(Duration.ofSeconds(10));
                if (isOver()) return true;
            }
            return false;
        } catch (CrashTest.PowerOff off) {
            return false;
        } catch (RuntimeException afterwards) {
            // Without power nothing answers.
            if (ended) return false;
            throw afterwards;
        }
    }

    void close() {
        ended = true;
        database.close();
    }

    Optional<Incident> incident() {
        return incidents.find("INC-1");
    }

    long incidentCount() {
        return incidents.list(IncidentFilter.ALL, Page.first(10)).total();
    }

    /** Keys of the effects, in the order in which the world saw them. */
    List<String> effects() {
        return effects;
    }

    List<String> told() {
        return told;
    }

    Plan plan() {
        return StoreTest.plan("PLAN-1", "INC-1", Category.REMEDIATION);
    }

    AuditVerification verify() {
        return audit.verify();
    }

    private boolean isOver() {
        return incident().filter(one -> !one.state().isOpen()).isPresent()
                && outbox.waiting().isEmpty();
    }

    private void open() {
        database.change(
                "incident:open",
                tx -> {
                    incidents.open(tx, id -> StoreTest.fresh(id, clock.instant()), line("opened"));
                    next(tx);
                });
    }

    private Job.Next advance(Job job) {
        Incident now = incidents.find(job.id()).orElseThrow();
        switch (now.state()) {
            case ALERT_RECEIVED -> move(now, IncidentState.GATHERING_INFO, tx -> {});
            case GATHERING_INFO -> move(now, IncidentState.DIAGNOSING, tx -> {});
            case DIAGNOSING -> move(now, IncidentState.AWAITING_DECISION, this::offer);
            case AWAITING_DECISION -> {
                if (!plans.find(plan().id()).orElseThrow().state().mayRun()) return Job.finished();
                move(now, IncidentState.EXECUTING, tx -> steps.plan(tx, plan(), clock.instant()));
            }
            case EXECUTING -> {
                for (Step step : plan().steps()) {
                    if (!isDone(step)) return Job.again(Duration.ofSeconds(10));
                }
                move(now, IncidentState.VERIFYING, tx -> locks.releaseAll(tx, plan().id()));
            }
            case VERIFYING -> move(now, IncidentState.RESOLVED, this::tell);
            case ESCALATED, RESOLVED -> {
                return Job.finished();
            }
        }
        return Job.finished();
    }

    private void move(Incident now, IncidentState to, Database.Change<RuntimeException> cause) {
        database.change(
                "incident:" + Names.code(to),
                tx -> {
                    cause.in(tx);
                    incidents.change(tx, now, StoreTest.in(now, to), line("state"));
                    next(tx);
                });
    }

    private void next(Tx tx) {
        jobs.schedule(tx, ADVANCE, "INC-1", "", clock.instant());
    }

    private void offer(Tx tx) {
        plans.offer(
                tx,
                plan(),
                StoreTest.verdict(plan(), clock.instant()),
                PlanState.OFFERED,
                TimelineEvent.SELF,
                clock.instant(),
                clock.instant().plus(Duration.ofHours(1)));
    }

    private void approve(OfferedPlan offered) {
        database.change(
                "decision",
                tx -> {
                    approvals.decide(
                            tx, offered.plan().id(), offered.plan().hash(), true, ALICE, "");
                    next(tx);
                });
    }

    private void tell(Tx tx) {
        outbox.post(tx, new Message("INC-1/resolved", "incident", "{}"), clock.instant());
    }

    private boolean isDone(Step step) {
        if (steps.find(step.key()).orElseThrow().state() == StepState.DONE) return true;
        Optional<Claim> claimed =
                database.transaction("step:claim", tx -> steps.claim(tx, step.key(), owner, LEASE));
        if (claimed.isEmpty()) return false;
        Claim claim = claimed.get();
        if (steps.find(step.key()).orElseThrow().state() == StepState.PLANNED) intend(step, claim);
        if (!effects.contains(step.key())) {
            database.points().passed("effect:before");
            effects.add(step.key());
            database.points().passed("effect:after");
        }
        database.change(
                "step:done",
                tx ->
                        steps.move(
                                tx,
                                claim,
                                StepState.INTENDED,
                                StepState.DONE,
                                "",
                                clock.instant()));
        return true;
    }

    private void intend(Step step, Claim claim) {
        String target = step.preview().target().id();
        database.change(
                "step:intended",
                tx -> {
                    locks.acquire(tx, target, "INC-1", plan().id(), owner, LEASE);
                    ledger.enter(
                            tx,
                            new TargetAction(
                                    step.key(),
                                    target,
                                    "INC-1",
                                    plan().id(),
                                    step.intent().tool(),
                                    false,
                                    clock.instant(),
                                    step.preview().changes()));
                    steps.move(
                            tx, claim, StepState.PLANNED, StepState.INTENDED, "", clock.instant());
                });
    }

    private TimelineEvent line(String kind) {
        return StoreTest.line(kind, clock.instant());
    }
}
