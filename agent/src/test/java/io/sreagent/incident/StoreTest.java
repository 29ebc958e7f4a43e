package io.sreagent.incident;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import io.sreagent.contract.plan.Check;
import io.sreagent.contract.plan.Mode;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Reliability;
import io.sreagent.contract.plan.Risk;
import io.sreagent.contract.plan.Step;
import io.sreagent.contract.plan.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An empty store for each test, on each database. */
@ParameterizedClass
@EnumSource(Backend.class)
@SuppressWarnings("NullAway") // the test framework sets what the test reads
public abstract class StoreTest {
    @Parameter protected Backend backend;

    protected static final Duration VALID = Duration.ofMinutes(30);

    @TempDir protected Path folder;

    protected final Clock clock = new Clock();
    protected final List<String> passed = new CopyOnWriteArrayList<>();
    protected Database database;
    protected AuditAnchor anchor;
    protected AuditLog audit;
    protected IncidentFeed feed;
    protected Incidents incidents;
    protected Plans plans;
    protected Approvals approvals;
    protected StepRuns steps;
    protected TargetLocks locks;
    protected ActionLedger ledger;
    protected Policies policies;

    @BeforeEach
    void openStore() {
        database = SharedStore.empty(backend, passed::add);
        anchor = new AuditAnchor(folder.resolve("audit.anchor"));
        audit = new AuditLog(database, anchor);
        feed = new IncidentFeed();
        incidents = new Incidents(database, audit, feed);
        plans = new Plans(database, audit, clock);
        approvals = new Approvals(audit, clock);
        steps = new StepRuns(database, audit, clock);
        locks = new TargetLocks(clock);
        ledger = new ActionLedger(database);
        policies = new Policies(database, audit);
    }

    protected Incident opened() {
        return database.transaction("open", tx -> incidents.open(tx, this::fresh, line("opened")));
    }

    protected Incident fresh(String id) {
        return fresh(id, clock.instant());
    }

    static Incident fresh(String id, Instant at) {
        return new Incident(
                id,
                Incident.Kind.DETECTED,
                IncidentState.ALERT_RECEIVED,
                Severity.HIGH,
                new Words("checkout is slow", "checkout 变慢"),
                Resource.service("shop", "checkout"),
                at,
                at,
                null,
                null,
                null,
                null,
                0,
                0);
    }

    protected TimelineEvent line(String kind) {
        return line(kind, clock.instant());
    }

    static TimelineEvent line(String kind, Instant at) {
        return TimelineEvent.of(at, TimelineEvent.SELF, kind, new Words("it " + kind, kind));
    }

    protected static Incident in(Incident of, IncidentState state) {
        return in(of, state, Clock.START);
    }

    protected static Incident in(Incident of, IncidentState state, Instant at) {
        boolean over = state == IncidentState.RESOLVED;
        Instant end = over ? at : null;
        return new Incident(
                of.id(),
                of.kind(),
                state,
                of.severity(),
                of.title(),
                of.resource(),
                of.symptomAt(),
                of.openedAt(),
                of.diagnosedAt(),
                end,
                over ? Incident.Resolution.SELF_RECOVERED : null,
                of.recurrenceOf(),
                of.round(),
                of.version());
    }

    protected static Plan plan(String id, String incidentId, Category category) {
        var target = new Target("Deployment", "shop", "checkout", "uid-1");
        var intent = new Intent("kubernetes.scale", target, Map.of("replicas", "5"));
        var preview =
                new Preview(
                        target,
                        List.of(new FieldChange("/spec/replicas", "3", "5")),
                        "-replicas: 3\n+replicas: 5",
                        List.of("pod/shop/checkout-1"),
                        "scale back to 3");
        Duration timeout = Duration.ofMinutes(2);
        return new Plan(
                id,
                incidentId,
                "scale-out",
                "v1",
                new Candidate(Resource.service("shop", "checkout"), FaultKind.CPU),
                List.of(
                        step(id + "/1", "scale", intent, Category.REMEDIATION, preview, timeout),
                        step(id + "/2", "settle", intent, category, preview, timeout)),
                new Check("trigger", 3, Duration.ofMinutes(5)),
                new Risk(0.4, 0.4, 0.4, 0.4, 0.4),
                new Reliability(0.5, 0.5, 0.5, 0.5, 0.5, false),
                0.5,
                "hash-of-" + id);
    }

    private static Step step(
            String key,
            String name,
            Intent intent,
            Category category,
            Preview preview,
            Duration timeout) {
        return new Step(key, name, intent, category, preview, false, timeout, true);
    }

    protected Verdict verdict(Plan plan) {
        return verdict(plan, clock.instant());
    }

    static Verdict verdict(Plan plan, Instant at) {
        return new Verdict(
                Mode.SEMI_AUTO,
                List.of(new Verdict.Reason("automation", Mode.SEMI_AUTO, "automation is off")),
                plan.hash(),
                at,
                at.plus(VALID));
    }

    /** A plan for a new incident that waits for a decision and expires after {@link #VALID}. */
    protected Plan offered(Category category) {
        Incident incident = opened();
        Plan plan = plan("PLAN-" + incident.id(), incident.id(), category);
        database.change(
                "offer",
                tx ->
                        plans.offer(
                                tx,
                                plan,
                                verdict(plan),
                                PlanState.OFFERED,
                                "oscar",
                                clock.instant(),
                                clock.instant().plus(VALID)));
        return plan;
    }
}
