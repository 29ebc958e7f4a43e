package io.sreagent.incident;

import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An empty store with everything that is kept in it, for tests of what is built on top. On H2 only:
 * that both databases behave alike is the business of {@link StoreTest}.
 */
public final class TestStore {
    /** The end of the process, as far as a test can have one. */
    public static final class PowerOff extends Error {
        private static final long serialVersionUID = 1L;
    }

    public final Clock clock = new Clock();
    private @Nullable String deadly;
    public final Path anchors;
    public final Database database;
    public final AuditLog audit;
    public final Incidents incidents;
    public final Plans plans;
    public final Approvals approvals;
    public final StepRuns steps;
    public final TargetLocks locks;
    public final ActionLedger ledger;
    public final Policies policies;
    public final Jobs jobs;

    /**
     * @param folder where the audit anchors are written
     */
    public TestStore(Path folder) {
        anchors = folder.resolve("audit").resolve("anchor");
        database = SharedStore.empty(Backend.H2, this::passed);
        audit = new AuditLog(database, new AuditAnchor(anchors));
        incidents = new Incidents(database, audit, new IncidentFeed());
        plans = new Plans(database, audit, clock);
        approvals = new Approvals(audit, clock);
        steps = new StepRuns(database, audit, clock);
        locks = new TargetLocks(clock);
        ledger = new ActionLedger(database);
        policies = new Policies(database, audit);
        jobs = new Jobs(database, clock);
    }

    /** The process ends when it next passes this point. */
    public void endAt(String point) {
        deadly = point;
    }

    private void passed(String point) {
        if (!point.equals(deadly)) return;
        deadly = null;
        throw new PowerOff();
    }

    /** A new incident at checkout, in this state. */
    public Incident opened(IncidentState state) {
        return opened(incident -> StoreTest.in(incident, state));
    }

    /** A new incident at checkout, changed before it is stored. */
    public Incident opened(UnaryOperator<Incident> change) {
        return database.transaction(
                "open",
                tx ->
                        incidents.open(
                                tx,
                                id -> change.apply(StoreTest.fresh(id, clock.instant())),
                                StoreTest.line("opened", clock.instant())));
    }

    /** Offers a plan and plans its steps. */
    public void offer(Plan plan, Verdict verdict, PlanState state) {
        database.change(
                "offer",
                tx -> {
                    plans.offer(
                            tx,
                            plan,
                            verdict,
                            state,
                            TimelineEvent.SELF,
                            clock.instant(),
                            verdict.expires());
                    steps.plan(tx, plan, clock.instant());
                });
    }

    public StepState stateOf(String stepKey) {
        return steps.find(stepKey).orElseThrow().state();
    }

    public Incident now(Incident incident) {
        return incidents.find(incident.id()).orElseThrow();
    }

    /** The English lines of an incident's time line, oldest first. */
    public List<String> told(Incident incident) {
        return incidents.timeline(incident.id()).stream().map(line -> line.words().en()).toList();
    }
}
