package io.sreagent.incident;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A store of its own for each test, on each database. */
@ParameterizedClass
@EnumSource(Backend.class)
@SuppressWarnings("NullAway") // the test framework sets what the test reads
public abstract class StoreTest {
    @Parameter protected Backend backend;

    @TempDir protected Path folder;

    protected final Clock clock = new Clock();
    protected final List<String> passed = new CopyOnWriteArrayList<>();
    protected Database.Settings settings;
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
        settings = backend.fresh(folder);
        database = new Database(settings, new CommitPoints(passed::add));
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

    @AfterEach
    void closeStore() {
        database.close();
    }

    protected Incident opened() {
        return database.transaction("open", tx -> incidents.open(tx, this::fresh, line("opened")));
    }

    protected Incident fresh(String id) {
        return new Incident(
                id,
                Incident.Kind.DETECTED,
                IncidentState.ALERT_RECEIVED,
                Severity.HIGH,
                new Words("checkout is slow", "checkout 变慢"),
                Resource.service("shop", "checkout"),
                clock.instant(),
                clock.instant(),
                null,
                null,
                null,
                null,
                0,
                0);
    }

    protected TimelineEvent line(String kind) {
        return TimelineEvent.of(
                clock.instant(), TimelineEvent.SELF, kind, new Words("it " + kind, kind));
    }

    protected static Incident in(Incident of, IncidentState state) {
        boolean over = state == IncidentState.RESOLVED;
        Instant end = over ? Clock.START : null;
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
}
