package io.sreagent.pipeline;

import io.sreagent.action.Dials;
import io.sreagent.action.FakeAutoscaler;
import io.sreagent.action.StepRunner;
import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Event;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import io.sreagent.capacity.BusyShop;
import io.sreagent.capacity.Growth;
import io.sreagent.cognition.CarriedLoad;
import io.sreagent.cognition.Diagnoser;
import io.sreagent.cognition.Explainer;
import io.sreagent.cognition.FactGatherer;
import io.sreagent.cognition.Outlook;
import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.ChangeSource;
import io.sreagent.contract.source.EventSource;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.Workload;
import io.sreagent.contract.source.WorkloadSource;
import io.sreagent.decision.FloorPlanner;
import io.sreagent.decision.Planner;
import io.sreagent.decision.PlaybookLibrary;
import io.sreagent.decision.PolicyGate;
import io.sreagent.decision.Wishes;
import io.sreagent.incident.Decision;
import io.sreagent.incident.Json;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.TargetLock;
import io.sreagent.incident.TestStore;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.learning.PlaybookRun;
import io.sreagent.learning.PlaybookRuns;
import io.sreagent.llm.GivenModels;
import io.sreagent.llm.Wording;
import io.sreagent.perception.Dependencies;
import io.sreagent.perception.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stages of the loop over a real store, a shop that is measured every minute and a platform of
 * dials. Checkout's latency is the indicator that opens incidents here.
 */
final class LoopRig {
    static final Resource CHECKOUT = Resource.service("shop", "checkout");
    static final Resource CART = Resource.service("shop", "cart");
    static final double GOOD = 0.1;
    static final double BAD = 2;
    static final Principal ALICE = new Principal("alice", Role.APPROVER, false);
    static final Principal BOB = new Principal("bob", Role.APPROVER, false);

    /** A switch that a test throws. */
    static final class Switch implements KillSwitch {
        State state = new State.Released();

        @Override
        public String name() {
            return "test";
        }

        @Override
        public State read() {
            return state;
        }
    }

    private record Happenings(List<Event> all) implements EventSource {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public Answer<List<Event>> events(Instant from, Instant until) {
            return Answer.complete(List.copyOf(all));
        }
    }

    private record Edits(List<Change> all) implements ChangeSource {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public Answer<List<Change>> changes(Instant from, Instant until) {
            return Answer.complete(List.copyOf(all));
        }
    }

    /** A cluster that runs what a test puts there. */
    static final class Cluster implements WorkloadSource {
        final List<Workload> workloads = new ArrayList<>();

        @Override
        public String name() {
            return "test";
        }

        @Override
        public Answer<List<Workload>> workloads() {
            return Answer.complete(List.copyOf(workloads));
        }
    }

    final TestStore store;
    final Dials dials = new Dials();
    final FakeAutoscaler autoscaler = new FakeAutoscaler();
    final Switch killSwitch = new Switch();
    final Cluster cluster = new Cluster();
    final ShopMetrics metrics =
            new ShopMetrics()
                    .has(ShopMetrics.LATENCY, CHECKOUT, GOOD)
                    .has(ShopMetrics.LATENCY, CART, GOOD);
    final Watch watch = new Watch(List.of(metrics), () -> 1, () -> 0.7, 60);
    final Thresholds thresholds = new Thresholds();
    final Wishes wishes = new Wishes(List.of(dials));
    final PlaybookRuns runs;
    final Life life;
    final Endings endings;
    final PolicyDesk desk;
    final Recovery recovery;
    final Deciding deciding;
    final StepRunner runner;
    final Unwinding unwinding;
    final Executing executing;
    final Verifying verifying;
    final Awaiting awaiting;
    final Explaining explaining;
    final Diagnosing diagnosing;
    final Intake intake;
    final BusyShop busy = new BusyShop(); // for what is foreseen of checkout
    final Growth growth = new Growth(List.of(busy));
    final IncidentPipeline pipeline;
    final List<Event> events = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();

    LoopRig(Path folder) {
        this(folder, GivenModels.none());
    }

    LoopRig(Path folder, GivenModels models) {
        this(new TestStore(folder), folder, models);
    }

    private LoopRig(TestStore store, Path folder, GivenModels models) {
        this.store = store;
        runs = new PlaybookRuns(store.database, store.policies);
        life = new Life(store.database, store.incidents, store.jobs, store.clock);
        endings =
                new Endings(
                        store.database, store.plans, store.steps, runs, store.locks, store.clock);
        desk =
                new PolicyDesk(
                        new PolicyGate(thresholds, thresholds),
                        thresholds,
                        thresholds,
                        List.of(killSwitch),
                        store.policies,
                        store.ledger,
                        runs,
                        store.clock);
        recovery = new Recovery(watch, store.clock);
        PlaybookLibrary library = new PlaybookLibrary(() -> folder, List.of(dials));
        deciding =
                new Deciding(
                        new Planner(library, List.of(dials), runs),
                        wishes,
                        desk,
                        store.plans,
                        store.steps,
                        List.of(cluster),
                        life);
        runner =
                new StepRunner(
                        store.database,
                        store.steps,
                        store.incidents,
                        store.locks,
                        store.ledger,
                        store.audit,
                        List.of(dials, autoscaler),
                        store.clock);
        unwinding = new Unwinding(runner, store.steps, desk, endings, life);
        executing =
                new Executing(
                        deciding,
                        desk,
                        runner,
                        store.steps,
                        endings,
                        store.incidents,
                        recovery,
                        unwinding,
                        life);
        verifying =
                new Verifying(
                        deciding,
                        recovery,
                        new CarriedLoad(List.of(metrics), 60),
                        unwinding,
                        endings,
                        store.incidents,
                        runs,
                        store.jobs,
                        life,
                        60);
        awaiting = new Awaiting(deciding, store.plans, life);
        Outlook outlook = new Outlook(List.of(metrics), () -> 6);
        FactGatherer gatherer =
                new FactGatherer(
                        List.of(metrics),
                        List.of(new Happenings(events)),
                        List.of(new Edits(changes)),
                        List.of(),
                        List.of(),
                        60);
        Dependencies dependencies = new Dependencies(List.of(metrics), List.of());
        explaining =
                new Explaining(
                        new Explainer(new Wording(models.connected()), gatherer),
                        gatherer,
                        dependencies,
                        store.database,
                        store.incidents,
                        store.jobs,
                        life);
        diagnosing =
                new Diagnosing(
                        gatherer,
                        new Diagnoser(0.5),
                        outlook,
                        dependencies,
                        store.incidents,
                        deciding,
                        explaining,
                        life,
                        60);
        intake = new Intake(store.database, store.incidents, store.jobs, outlook);
        pipeline =
                new IncidentPipeline(
                        store.incidents,
                        diagnosing,
                        awaiting,
                        executing,
                        verifying,
                        new Foreseeing(
                                growth,
                                new FloorPlanner(List.of(autoscaler), runs),
                                deciding,
                                unwinding,
                                endings,
                                store.jobs,
                                life),
                        recovery,
                        endings,
                        life);
    }

    /** Where people's words come in. */
    Desk peoplesDesk() {
        return new Desk(
                store.database,
                store.incidents,
                store.plans,
                store.approvals,
                endings,
                life,
                store.policies,
                runs,
                wishes,
                store.jobs,
                store.clock);
    }

    /** So many minutes in each of which everything is looked at. */
    void minutes(int count) {
        for (int i = 0; i < count; i++) {
            store.clock.pass(Duration.ofMinutes(1));
            watch.tick(store.clock.instant(), metric -> List.of());
        }
    }

    /** From now on. */
    void become(Resource resource, double latency) {
        metrics.become(
                ShopMetrics.LATENCY, resource, store.clock.instant().plusSeconds(1), latency);
    }

    /** Checkout becomes slow, and a few minutes later there is an incident about it. */
    Incident trouble(IncidentState state) {
        minutes(1);
        become(CHECKOUT, BAD);
        minutes(3);
        Incident opened = store.opened(state);
        attach(opened, anomaly(ShopMetrics.LATENCY, CHECKOUT));
        return opened;
    }

    Anomaly anomaly(Indicator indicator, Resource resource) {
        return anomaly(indicator, resource, AnomalyKind.LEVEL_SHIFT);
    }

    Anomaly anomaly(Indicator indicator, Resource resource, AnomalyKind kind) {
        return new Anomaly(
                ShopMetrics.metric(indicator, resource),
                kind,
                store.clock.instant(),
                store.clock.instant(),
                BAD,
                new Band(0.05, 0.1, 0.15),
                0.9,
                0.001,
                12,
                List.of("test"),
                new Words(indicator.name() + " of " + resource.id() + " rose", "上升"));
    }

    void attach(Incident to, Anomaly anomaly) {
        store.database.change(
                "attach",
                tx ->
                        store.incidents.attach(
                                tx,
                                to.id(),
                                Trigger.KIND,
                                Json.write(anomaly),
                                store.clock.instant()));
    }

    /** A plan of these turns that waits for an answer. */
    Plan offered(Incident incident, Intent... turns) {
        Plan plan = dials.plan("PLAN-" + incident.id(), incident.id(), turns);
        store.offer(plan, desk.judge(plan), PlanState.OFFERED);
        return plan;
    }

    Plan approved(Incident incident, Intent... turns) {
        Plan plan = offered(incident, turns);
        decide(plan, true, ALICE);
        return plan;
    }

    Decision decide(Plan plan, boolean approve, Principal who) {
        return store.database.transaction(
                "decide",
                tx -> store.approvals.decide(tx, plan.id(), plan.hash(), approve, who, ""));
    }

    /** An incident whose plan has been done, and is now to prove itself. */
    Incident done(Intent... turns) {
        Incident incident = trouble(IncidentState.EXECUTING);
        approved(incident, turns);
        executing.advance(incident);
        return store.now(incident);
    }

    Optional<PlaybookRun.Ending> endingOf(Incident incident) {
        return runs.find("PLAN-" + incident.id()).map(PlaybookRun::ending);
    }

    /** Whether another incident would have to wait for that dial. */
    boolean isLocked(String dial) {
        String target =
                dials.plan("PLAN-0", "INC-0", Dials.turn(dial, "1"))
                        .steps()
                        .getFirst()
                        .preview()
                        .target()
                        .id();
        return store.database.transaction(
                "try",
                tx -> {
                    TargetLock lock =
                            store.locks.acquire(
                                    tx, target, "INC-0", "PLAN-0", "other", Duration.ofSeconds(1));
                    if (lock instanceof TargetLock.Held held) store.locks.release(tx, held);
                    return lock instanceof TargetLock.Busy;
                });
    }

    PlanState planOf(Incident incident) {
        return deciding.current(incident).state();
    }

    TimelineEvent line(String kind) {
        Words words = new Words(kind, kind);
        return TimelineEvent.of(store.clock.instant(), TimelineEvent.SELF, kind, words);
    }

    String lastTold(Incident incident) {
        return store.told(incident).getLast();
    }

    /** What the operator has set; everything is possible with an approval. */
    static final class Thresholds implements PolicyGate.RiskSettings, PolicyGate.Settings {
        boolean shadow = false;
        boolean automatic = false;

        @Override
        public boolean autoRemediationEnabled() {
            return automatic;
        }

        @Override
        public double autoThreshold() {
            return 0.6;
        }

        @Override
        public double approvalThreshold() {
            return 0.8;
        }

        @Override
        public boolean shadow() {
            return shadow;
        }

        @Override
        public Set<String> denyNamespaces() {
            return Set.of("kube-system");
        }

        @Override
        public List<String> denyNames() {
            return List.of();
        }

        @Override
        public int automaticActionsPerHour() {
            return 10;
        }

        @Override
        public int automaticActionsPerTargetPerHour() {
            return 2;
        }

        @Override
        public int planExpiresMinutes() {
            return 30;
        }
    }
}
