package io.sreagent.pipeline;

import io.sreagent.action.Progress;
import io.sreagent.action.StepRunner;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.Licence;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Step;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.StepRun;
import io.sreagent.incident.StepRuns;
import io.sreagent.incident.StepState;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.learning.PlaybookRun.Ending;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes a failed plan back: its steps in reverse order, each only where its fields still hold our
 * values, each through the gate like any other. What cannot be taken back ends as PARTIAL with a
 * person.
 */
@Singleton
final class Unwinding {
    /** After so many rounds a person knows better. */
    private static final int ROUNDS = 3;

    private final StepRunner runner;
    private final StepRuns steps;
    private final PolicyDesk desk;
    private final Endings endings;
    private final Life life;

    Unwinding(StepRunner runner, StepRuns steps, PolicyDesk desk, Endings endings, Life life) {
        this.runner = runner;
        this.steps = steps;
        this.desk = desk;
        this.endings = endings;
        this.life = life;
    }

    Optional<Duration> advance(Incident incident, OfferedPlan offered, String why) {
        Plan plan = offered.plan();
        for (Step step : plan.steps().reversed()) {
            StepRun run = steps.find(step.key()).orElseThrow();
            if (!left(run.state()) || !step.rollback()) continue;
            Optional<Licence> licence = licence(offered);
            if (licence.isEmpty())
                return partial(incident, plan, why + "; undoing is not allowed now");
            switch (runner.undo(licence.get(), step)) {
                case Progress.Waiting(Duration after, String detail) -> {
                    return Optional.of(after);
                }
                case Progress.Finished(String detail) -> {}
                case Progress.Failed(boolean leftSomething, String detail) -> {
                    return partial(incident, plan, why + "; cannot be undone: " + detail);
                }
                case Progress.Voided(String detail) -> {
                    return partial(incident, plan, why + "; cannot be undone: " + detail);
                }
                case Progress.Unclear(String detail) -> {
                    return partial(incident, plan, why + "; nobody can tell whether it is undone");
                }
            }
        }
        return failed(incident, plan, why);
    }

    /** Asked of the gate before each step, as on the way there. */
    private Optional<Licence> licence(OfferedPlan offered) {
        Plan plan = offered.plan();
        int needed = plan.category() == Category.DESTRUCTIVE ? 2 : 1;
        return Licence.of(plan, desk.judge(plan), offered.approvals(), needed, life.now());
    }

    /**
     * Whether it has begun to take a plan back. From then on it goes on, however good things look
     * meanwhile: half a plan was never decided upon.
     */
    boolean hasBegun(Plan plan) {
        return steps.of(plan.id()).stream().map(StepRun::state).anyMatch(Unwinding::isTakenBack);
    }

    private static boolean isTakenBack(StepState state) {
        return switch (state) {
            case UNDOING, UNDONE, UNDO_REFUSED -> true;
            case PLANNED, INTENDED, BEGUN, DONE, REFUSED, UNKNOWN -> false;
        };
    }

    /**
     * Whether a step left something behind, as far as anyone knows. What could not be undone before
     * a crash cannot be undone after it.
     */
    private static boolean left(StepState state) {
        return switch (state) {
            case INTENDED, BEGUN, DONE, UNKNOWN, UNDOING, UNDO_REFUSED -> true;
            case PLANNED, REFUSED, UNDONE -> false;
        };
    }

    private Optional<Duration> failed(Incident incident, Plan plan, String why) {
        if (incident.round() >= ROUNDS) {
            Words words =
                    new Words(
                            ROUNDS + " rounds have not mended it, a person has it: " + why,
                            "已处理 " + ROUNDS + " 轮仍未恢复，转交人工：" + why);
            life.escalate(
                    incident,
                    TimelineEvent.SELF,
                    words,
                    tx -> endings.end(tx, plan, Ending.FAILED, why));
        } else {
            Words words = new Words("did not help, looking again: " + why, "未见效，重新诊断：" + why);
            life.move(
                    incident,
                    IncidentState.DIAGNOSING,
                    words,
                    tx -> endings.end(tx, plan, Ending.FAILED, why));
        }
        return Optional.empty();
    }

    private Optional<Duration> partial(Incident incident, Plan plan, String why) {
        Words words = new Words("partly done, a person has it: " + why, "部分执行，已转交人工：" + why);
        life.escalate(
                incident,
                TimelineEvent.SELF,
                words,
                tx -> endings.end(tx, plan, Ending.PARTIAL, why));
        return Optional.empty();
    }
}
