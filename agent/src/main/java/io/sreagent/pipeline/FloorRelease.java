package io.sreagent.pipeline;

import io.sreagent.action.Progress;
import io.sreagent.action.StepRunner;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.plan.Licence;
import io.sreagent.contract.plan.Plan;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Job;
import io.sreagent.incident.Jobs;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.Plans;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts an autoscaler's minimum back when the load it was raised for has passed: the plan's own step
 * is undone, so only where the field still holds our value, and the gate is asked like before any
 * effect. What it does not allow is asked again for a day and then left as it is, which costs
 * replicas and harms nobody.
 */
@Singleton
final class FloorRelease {
    /** Name of the job; its id is the plan's. */
    static final String JOB = "prediction.release";

    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofHours(24);

    private final Plans plans;
    private final PolicyDesk desk;
    private final StepRunner runner;
    private final Incidents incidents;
    private final Jobs jobs;
    private final Life life;

    FloorRelease(
            Plans plans,
            PolicyDesk desk,
            StepRunner runner,
            Incidents incidents,
            Jobs jobs,
            Life life) {
        this.plans = plans;
        this.desk = desk;
        this.runner = runner;
        this.incidents = incidents;
        this.jobs = jobs;
        this.life = life;
    }

    /** Names the job; before jobs are started. */
    void register() {
        jobs.register(JOB, job -> release(job.id()));
    }

    Job.Next release(String planId) {
        OfferedPlan offered = plans.find(planId).orElseThrow();
        Plan plan = offered.plan();
        Instant now = life.now();
        Optional<Licence> licence = Licence.of(plan, desk.judge(plan), offered.approvals(), 1, now);
        if (licence.isEmpty()) return notAllowed(plan, now);
        return switch (runner.undo(licence.get(), plan.steps().getFirst())) {
            case Progress.Waiting(Duration after, String why) -> Job.again(after);
            case Progress.Finished(String detail) -> Job.finished(); // the step has told it
            case Progress.Failed(boolean left, String detail) -> left(plan, detail);
            case Progress.Voided(String detail) -> left(plan, detail);
            case Progress.Unclear(String detail) -> left(plan, detail);
        };
    }

    private Job.Next notAllowed(Plan plan, Instant now) {
        Instant since = incidents.find(plan.incidentId()).map(Incident::resolvedAt).orElse(now);
        return now.isBefore(since.plus(PATIENCE))
                ? Job.again(AGAIN)
                : left(plan, "the gate did not allow it for a day");
    }

    private Job.Next left(Plan plan, String why) {
        Incident incident = incidents.find(plan.incidentId()).orElseThrow();
        Words words =
                new Words("the raised minimum is left as it is: " + why, "抬高的最小副本数保持不变：" + why);
        life.note(incident, "left", words, Life.Besides.NOTHING);
        return Job.finished();
    }
}
