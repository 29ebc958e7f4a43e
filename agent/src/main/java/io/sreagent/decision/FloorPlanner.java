package io.sreagent.decision;

import io.quarkus.arc.All;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.plan.Check;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.PlaybookHistory;
import io.sreagent.contract.plan.PlaybookHistory.Past;
import io.sreagent.contract.plan.Step;
import io.sreagent.contract.source.Autoscaler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one plan that answers load to come rather than trouble: an autoscaler is told never to run
 * fewer pods than the coming hour needs. It stays in charge of what nobody foresaw, and its maximum
 * holds. Nothing in it is for an author to choose, so it is no playbook; policy and learning know
 * it by the name {@value #NAME} like one.
 */
@Singleton
public final class FloorPlanner {
    public static final String NAME = "raise-minimum";

    private static final String VERSION = "1";
    private static final String TOOL = "kubernetes.autoscaler_bounds";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final double EXPECTED_SUCCESS = 0.9; // the author's, worth four runs

    /** The replicas are there: not an indicator, which is in its band all the while. */
    private static final Check VERIFY = new Check("replicas", 1, Duration.ofMinutes(15));

    private final Optional<Executor> executor;
    private final PlaybookHistory history;

    public FloorPlanner(@All List<Executor> executors, PlaybookHistory history) {
        this.executor = executors.stream().filter(each -> each.tool().equals(TOOL)).findFirst();
        this.history = history;
    }

    /**
     * @param diagnosis its first hypothesis is the load of the service that is scaled
     * @param replicas never fewer than these from now on
     * @throws PreviewRefused saying why the autoscaler cannot be told so
     */
    public Plan propose(
            Incident incident,
            Diagnosis diagnosis,
            Autoscaler autoscaler,
            int replicas,
            Instant now)
            throws PreviewRefused {
        Hypothesis load = diagnosis.best().orElseThrow();
        String id = Planner.planId(incident, 1);
        List<Step> steps = List.of(step(id, autoscaler, replicas));
        Past past = history.of(NAME, VERSION);
        Situation situation =
                new Situation(
                        incident, diagnosis, List.of(), List.of(), List.of(), List.of(), 1, 1, now);
        return new Plan(
                id,
                incident.id(),
                NAME,
                VERSION,
                load.candidate(),
                steps,
                VERIFY,
                RiskAssessor.assess(situation, steps),
                ReliabilityScore.of(load.confidence(), 1, past),
                (4 * EXPECTED_SUCCESS + past.successes()) / (4 + past.runs()),
                PlanHash.of(id, NAME, VERSION, steps, VERIFY));
    }

    private Step step(String planId, Autoscaler autoscaler, int replicas) throws PreviewRefused {
        Executor bounds =
                executor.orElseThrow(() -> new PreviewRefused("there is no tool " + TOOL));
        Map<String, String> arguments = Map.of("min", String.valueOf(replicas));
        Preview preview = bounds.preview(new Intent(TOOL, autoscaler.target(), arguments));
        return new Step(
                planId + "/1",
                "never fewer than " + replicas + " replicas",
                new Intent(TOOL, preview.target(), arguments),
                bounds.category(),
                preview,
                false,
                TIMEOUT,
                true);
    }
}
