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
import io.sreagent.contract.plan.Verdict;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.StepRun;
import io.sreagent.incident.StepRuns;
import io.sreagent.incident.StepState;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.learning.PlaybookRun.Ending;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs the steps of a plan one after the other. Before each, the gate is asked again: an approval
 * is one of its conditions, not a way around it.
 */
@Singleton
final class Executing {
    /** So many good samples just before a step mean that the trouble went away by itself. */
    private static final int ALREADY_GOOD = 3;

    private final Deciding deciding;
    private final PolicyDesk desk;
    private final StepRunner runner;
    private final StepRuns steps;
    private final Endings endings;
    private final Incidents incidents;
    private final Recovery recovery;
    private final Unwinding unwinding;
    private final Life life;

    Executing(
            Deciding deciding,
            PolicyDesk desk,
            StepRunner runner,
            StepRuns steps,
            Endings endings,
            Incidents incidents,
            Recovery recovery,
            Unwinding unwinding,
            Life life) {
        this.deciding = deciding;
        this.desk = desk;
        this.runner = runner;
        this.steps = steps;
        this.endings = endings;
        this.incidents = incidents;
        this.recovery = recovery;
        this.unwinding = unwinding;
        this.life = life;
    }

    Optional<Duration> advance(Incident incident) {
        OfferedPlan offered = deciding.current(incident);
        Plan plan = offered.plan();
        if (unwinding.hasBegun(plan))
            return unwinding.advance(incident, offered, "found being undone");
        for (Step step : plan.steps()) {
            StepRun run = steps.find(step.key()).orElseThrow();
            if (run.state() == StepState.DONE) continue;
            Verdict verdict = desk.judge(plan);
            Optional<Licence> licence = licence(offered, run, verdict);
            if (licence.isEmpty()) return stopped(incident, offered, verdict);
            if (run.state() == StepState.PLANNED
                    && step.onlyWhileTroubled()
                    && isGoodAlready(incident)) {
                return isBegun(plan) ? enough(incident, step) : recovered(incident, plan);
            }
            Optional<Duration> again =
                    take(incident, offered, step, runner.advance(licence.get(), step));
            if (again.isPresent() || !isDone(step)) return again;
        }
        life.move(
                incident,
                IncidentState.VERIFYING,
                new Words("all steps are done, watching the indicator", "所有步骤已执行，正在验证指标"),
                Life.Besides.NOTHING);
        return Optional.empty();
    }

    private Optional<Duration> take(
            Incident incident, OfferedPlan offered, Step step, Progress progress) {
        String detail = step.name() + ": " + progress.detail();
        return switch (progress) {
            case Progress.Waiting(Duration after, String why) -> Optional.of(after);
            case Progress.Finished finished -> Optional.empty();
            case Progress.Voided voided ->
                    isBegun(offered.plan())
                            ? unwinding.advance(incident, offered, detail)
                            : diagnoseAgain(incident, offered.plan(), detail);
            case Progress.Failed failed -> unwinding.advance(incident, offered, detail);
            case Progress.Unclear unclear -> {
                Words words =
                        new Words(
                                "outcome unknown, a person decides: " + detail,
                                "结果未知，由人工判断：" + detail);
                life.escalate(
                        incident,
                        TimelineEvent.SELF,
                        words,
                        tx -> endings.end(tx, offered.plan(), Ending.UNKNOWN, detail));
                yield Optional.empty();
            }
        };
    }

    /** Once a step has begun, a plan is finished even when its approval has meanwhile expired. */
    private Optional<Licence> licence(OfferedPlan offered, StepRun run, Verdict verdict) {
        Instant now = life.now();
        boolean fresh =
                run.state() != StepState.PLANNED
                        || run.position() > 1
                        || now.isBefore(offered.expires());
        if (!fresh || !offered.state().mayRun()) return Optional.empty();
        int needed = offered.plan().category() == Category.DESTRUCTIVE ? 2 : 1;
        return Licence.of(offered.plan(), verdict, offered.approvals(), needed, now);
    }

    private Optional<Duration> stopped(Incident incident, OfferedPlan offered, Verdict verdict) {
        String why =
                verdict.reasons().stream()
                        .filter(reason -> reason.mode() == verdict.mode())
                        .map(reason -> reason.check() + ": " + reason.words())
                        .collect(Collectors.joining("; "));
        Words words =
                new Words(
                        "stopped before the next step, a person has it: " + why,
                        "下一步执行前被策略阻止，已转交人工：" + why);
        life.escalate(
                incident,
                TimelineEvent.SELF,
                words,
                tx -> {
                    life.attach(tx, incident, "verdict", verdict);
                    endings.leave(tx, offered, why);
                });
        return Optional.empty();
    }

    private Optional<Duration> diagnoseAgain(Incident incident, Plan plan, String why) {
        Words words =
                new Words("nothing done, the world has changed: " + why, "未执行任何操作，现场已变化：" + why);
        life.move(incident, IncidentState.DIAGNOSING, words, tx -> endings.drop(tx, plan, why));
        return Optional.empty();
    }

    private boolean isGoodAlready(Incident incident) {
        String metric = Trigger.of(incidents, incident.id()).metric().id();
        return recovery.goodSince(metric, incident.openedAt(), ALREADY_GOOD).isPresent();
    }

    private Optional<Duration> recovered(Incident incident, Plan plan) {
        Words words = new Words("recovered before anything was done", "在执行任何操作之前已自行恢复");
        life.resolve(
                incident,
                Incident.Resolution.SELF_RECOVERED,
                TimelineEvent.SELF,
                words,
                tx -> endings.drop(tx, plan, "recovered before"));
        return Optional.empty();
    }

    /** The steps before this one were enough: whether they really were is now to be proven. */
    private Optional<Duration> enough(Incident incident, Step step) {
        Words words =
                new Words(
                        "good again before " + step.name() + ", watching the indicator",
                        "在执行 " + step.name() + " 之前指标已恢复，正在验证");
        life.move(incident, IncidentState.VERIFYING, words, Life.Besides.NOTHING);
        return Optional.empty();
    }

    private boolean isBegun(Plan plan) {
        return plan.steps().stream().anyMatch(this::isDone);
    }

    private boolean isDone(Step step) {
        return steps.find(step.key()).map(run -> run.state() == StepState.DONE).orElse(false);
    }
}
