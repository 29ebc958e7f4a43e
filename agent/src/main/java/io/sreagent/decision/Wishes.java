package io.sreagent.decision;

import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.plan.Check;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.PlaybookHistory.Past;
import io.sreagent.contract.plan.Step;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns one person's wish into a plan of one step, judged, approved by somebody else, done and
 * proven like any other. Nothing is known of how well such a thing works, so that it never runs by
 * itself.
 */
@Singleton
public final class Wishes {
    private static final Check VERIFY = new Check("trigger", 5, Duration.ofMinutes(25));
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final double UNKNOWN = 0.5;

    private final List<Executor> executors;

    public Wishes(@io.quarkus.arc.All List<Executor> executors) {
        this.executors = executors.stream().sorted(Comparator.comparing(Executor::tool)).toList();
    }

    /** What can be wished for, by name. */
    public List<Executor> tools() {
        return executors;
    }

    /**
     * What would change, asked of the platform. No effect.
     *
     * @throws PreviewRefused when there is no such tool, it takes other arguments, or the platform
     *     refuses
     */
    public Preview preview(Wish wish) throws PreviewRefused {
        Executor executor = executor(wish.intent().tool());
        checkArguments(executor, wish.intent().arguments().keySet());
        return executor.preview(wish.intent());
    }

    /**
     * The plan that would fulfil it.
     *
     * @throws PreviewRefused as {@link #preview}
     */
    public Plan plan(Wish wish, Situation situation) throws PreviewRefused {
        Executor executor = executor(wish.intent().tool());
        Preview preview = preview(wish);
        String id = Planner.planId(situation.incident(), 1);
        String playbook = "asked." + executor.tool();
        String version = "1";
        Intent bound = new Intent(executor.tool(), preview.target(), wish.intent().arguments());
        List<Step> steps =
                List.of(
                        new Step(
                                id + "/1",
                                executor.tool() + " " + preview.target().id(),
                                bound,
                                executor.category(),
                                preview,
                                true,
                                TIMEOUT,
                                true));
        return new Plan(
                id,
                situation.incident().id(),
                playbook,
                version,
                cause(situation),
                steps,
                VERIFY,
                RiskAssessor.assess(situation, steps),
                ReliabilityScore.of(confidence(situation), UNKNOWN, Past.NONE),
                UNKNOWN,
                PlanHash.of(id, playbook, version, steps, VERIFY));
    }

    private static Candidate cause(Situation situation) {
        return situation
                .diagnosis()
                .best()
                .map(Hypothesis::candidate)
                .orElse(new Candidate(situation.incident().resource(), FaultKind.UNKNOWN));
    }

    private static double confidence(Situation situation) {
        return situation.diagnosis().best().map(Hypothesis::confidence).orElse(0.0);
    }

    private Executor executor(String tool) throws PreviewRefused {
        return executors.stream()
                .filter(executor -> executor.tool().equals(tool))
                .findFirst()
                .orElseThrow(
                        () ->
                                new PreviewRefused(
                                        "there is no tool '%s'; there are %s"
                                                .formatted(tool, named())));
    }

    private String named() {
        return executors.stream().map(Executor::tool).collect(Collectors.joining(", "));
    }

    private static void checkArguments(Executor executor, Set<String> given) throws PreviewRefused {
        for (Parameter parameter : executor.parameters())
            if (parameter.required() && !given.contains(parameter.name()))
                throw new PreviewRefused(
                        "%s needs %s: %s"
                                .formatted(
                                        executor.tool(),
                                        parameter.name(),
                                        parameter.description()));
        Set<String> known =
                executor.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
        for (String name : given)
            if (!known.contains(name))
                throw new PreviewRefused(
                        "%s takes no %s, only %s"
                                .formatted(
                                        executor.tool(), name, known.stream().sorted().toList()));
    }
}
