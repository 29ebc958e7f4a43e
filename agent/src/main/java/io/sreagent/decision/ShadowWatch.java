package io.sreagent.decision;

import io.quarkus.arc.All;
import io.sreagent.analysis.fact.Change;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.Mode;
import io.sreagent.contract.plan.Verdict;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.ChangeSource;
import io.sreagent.incident.Database;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Job;
import io.sreagent.incident.Jobs;
import io.sreagent.incident.Json;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.Plans;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.incident.Tx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks, an hour after a plan was shown in shadow mode, whether people did the same, and keeps what
 * it finds: platforms forget their changes, and so does this program when it is started again.
 */
@Singleton
public class ShadowWatch {
    static final String JOB = "shadow";

    /** In this time people have done what they do. */
    static final Duration WITHIN = Duration.ofHours(1);

    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final Duration GIVES_UP = Duration.ofHours(6);

    private final Database database;
    private final Incidents incidents;
    private final Plans plans;
    private final Jobs jobs;
    private final List<ChangeSource> sources;
    private final InstantSource clock;

    public ShadowWatch(
            Database database,
            Incidents incidents,
            Plans plans,
            Jobs jobs,
            @All List<ChangeSource> sources,
            InstantSource clock) {
        this.database = database;
        this.incidents = incidents;
        this.plans = plans;
        this.jobs = jobs;
        this.sources = sources;
        this.clock = clock;
    }

    /** To be called once, before the jobs start. */
    public void begin() {
        jobs.register(JOB, job -> look(job.id()));
        incidents.letWitness(this::remember);
    }

    /** Whether the gate held it back because of shadow mode, whatever else it found. */
    static boolean isShadow(OfferedPlan offered) {
        return offered.state() == PlanState.SHOWN
                && offered.verdict().reasons().stream().anyMatch(ShadowWatch::isShadow);
    }

    private static boolean isShadow(Verdict.Reason reason) {
        return reason.check().equals("shadow") && reason.mode() != Mode.AUTO;
    }

    private void remember(Tx tx, @Nullable Incident before, Incident after, TimelineEvent event) {
        if (before == null || before.state() == after.state()) return;
        if (after.state() != IncidentState.ESCALATED) return;
        List<OfferedPlan> all = plans.of(after.id());
        if (all.isEmpty() || !isShadow(all.getLast())) return;
        // One escalation shows one plan; a later one without a plan finds the job's id taken.
        OfferedPlan shown = all.getLast();
        jobs.schedule(tx, JOB, shown.plan().id(), "", shown.offeredAt().plus(WITHIN));
    }

    private Job.Next look(String planId) {
        Optional<OfferedPlan> found = plans.find(planId);
        if (found.isEmpty() || isKnown(found.get())) return Job.finished();
        OfferedPlan shown = found.get();
        Instant now = clock.instant();
        List<Change> changes = new ArrayList<>();
        boolean seen = !sources.isEmpty();
        for (ChangeSource source : sources) {
            Answer<List<Change>> answer =
                    source.changes(shown.offeredAt(), shown.offeredAt().plus(WITHIN));
            changes.addAll(answer.value());
            seen &= answer.isComplete();
        }
        Optional<Change> same = ShadowMatch.of(shown.plan(), changes);
        boolean mayComeBack = now.isBefore(shown.offeredAt().plus(GIVES_UP));
        if (same.isEmpty() && !seen && mayComeBack) return Job.again(AGAIN);
        ShadowFinding finding =
                new ShadowFinding(
                        planId,
                        seen || same.isPresent(),
                        same.map(c -> c.what() + " (" + c.reference() + ")").orElse(null),
                        now);
        database.change(
                "shadow:found",
                tx ->
                        incidents.attach(
                                tx,
                                shown.plan().incidentId(),
                                ShadowFinding.KIND,
                                Json.write(finding),
                                now));
        return Job.finished();
    }

    private boolean isKnown(OfferedPlan shown) {
        return incidents.documents(shown.plan().incidentId()).stream()
                .filter(document -> document.kind().equals(ShadowFinding.KIND))
                .map(document -> document.as(ShadowFinding.class))
                .anyMatch(finding -> finding.planId().equals(shown.plan().id()));
    }
}
