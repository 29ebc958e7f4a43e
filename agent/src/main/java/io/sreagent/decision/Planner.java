package io.sreagent.decision;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.PlaybookHistory;
import io.sreagent.contract.plan.PlaybookHistory.Past;
import io.sreagent.contract.plan.Reliability;
import io.sreagent.contract.plan.Risk;
import io.sreagent.contract.plan.Step;
import io.sreagent.contract.source.Workload;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns a diagnosis into plans: every playbook that fits the best hypothesis, bound to objects the
 * platform itself named, with the platform's own answer to what would change. No effect.
 */
@Singleton
public final class Planner {
    /** A change longer ago than this before the onset does not count as "shortly before". */
    static final Duration CHANGE_COUNTS_FOR = Duration.ofHours(6);

    /** An onset may be told so much too early; what changed later did not bring the trouble. */
    static final Duration ONSET_DOUBT = Duration.ofMinutes(10);

    /** A caller is suspected by its change alone, so this must have come closer to the onset. */
    static final Duration RIGHT_BEFORE = Duration.ofMinutes(20);

    /**
     * Plans, best first, and what stood in the way of the others.
     *
     * @param obstacles one line per playbook that fits but cannot be done
     */
    public record Proposal(List<Plan> plans, List<String> obstacles) {}

    private final PlaybookLibrary library;
    private final Map<String, Executor> executors;
    private final PlaybookHistory history;

    public Planner(
            PlaybookLibrary library,
            @io.quarkus.arc.All List<Executor> executors,
            PlaybookHistory history) {
        this.library = library;
        this.executors =
                executors.stream().collect(Collectors.toMap(Executor::tool, Function.identity()));
        this.history = history;
    }

    public Proposal propose(Situation situation) {
        List<String> obstacles = new ArrayList<>();
        Optional<Hypothesis> cause = situation.diagnosis().best();
        if (cause.isEmpty()) return new Proposal(List.of(), List.of("no cause is known"));
        Optional<Workload> workload =
                workloadOf(cause.get().candidate().resource(), situation.workloads());
        if (workload.isEmpty()) {
            String name = cause.get().candidate().resource().id();
            return new Proposal(
                    List.of(), List.of(name + " is no workload that any platform here runs"));
        }
        List<Plan> plans = new ArrayList<>();
        for (Playbook playbook : library.playbooks()) {
            if (!playbook.match().causes().contains(cause.get().candidate().kind())) continue;
            Optional<Workload> object = object(playbook.match(), workload.get(), situation);
            if (object.isEmpty()) continue;
            try {
                plans.add(bind(playbook, cause.get(), object.get(), situation, plans.size() + 1));
            } catch (PreviewRefused refused) {
                obstacles.add(playbook.id() + ": " + refused.why());
            }
        }
        plans.sort(
                Comparator.comparingDouble(
                                (Plan plan) -> plan.expectedSuccess() - 0.2 * plan.risk().score())
                        .reversed());
        if (plans.isEmpty() && obstacles.isEmpty()) {
            obstacles.add(
                    "no playbook is for "
                            + cause.get().candidate().id()
                            + " in these circumstances");
        }
        return new Proposal(plans, obstacles);
    }

    /**
     * The platform's own object behind a name; text only ever selects among what the platform
     * lists.
     */
    static Optional<Workload> workloadOf(Resource resource, List<Workload> workloads) {
        String name = resource.name();
        if (name == null) return Optional.empty();
        return workloads.stream()
                .filter(
                        w ->
                                resource.namespace() == null
                                        || w.target().namespace().equals(resource.namespace()))
                .filter(w -> w.target().name().equals(name) || w.services().contains(name))
                .min(Comparator.comparing(w -> w.target().id()));
    }

    /** Whom a playbook would act on; empty when it does not fit. */
    private static Optional<Workload> object(
            Playbook.Match match, Workload failed, Situation situation) {
        return switch (match.acts()) {
            case ITSELF -> Optional.of(failed).filter(workload -> fits(match, workload, situation));
            case CALLER -> {
                List<Workload> changed =
                        situation.dependants().stream()
                                .flatMap(r -> workloadOf(r, situation.workloads()).stream())
                                .distinct()
                                .filter(workload -> fits(match, workload, situation))
                                .filter(workload -> changedRightBefore(match, workload, situation))
                                .toList();
                // Of two that changed, nothing tells which it was: that is for a person.
                yield changed.size() == 1 ? Optional.of(changed.getFirst()) : Optional.empty();
            }
        };
    }

    private static boolean fits(Playbook.Match match, Workload workload, Situation situation) {
        return (match.kinds().isEmpty() || match.kinds().contains(workload.target().kind()))
                && workload.labels().entrySet().containsAll(match.labels().entrySet())
                && (match.change().isEmpty() || lastChange(match, workload, situation).isPresent());
    }

    private static boolean changedRightBefore(
            Playbook.Match match, Workload workload, Situation situation) {
        Instant from = situation.diagnosis().onset().minus(RIGHT_BEFORE);
        return lastChange(match, workload, situation)
                .filter(change -> change.time().isAfter(from))
                .isPresent();
    }

    /**
     * The last change, if it can be behind the trouble: one that came later would be what a
     * roll-back takes back.
     */
    private static Optional<Change> lastChange(
            Playbook.Match match, Workload workload, Situation situation) {
        Instant onset = situation.diagnosis().onset();
        return situation.changes().stream()
                .filter(change -> match.change().contains(change.kind()))
                .filter(change -> concerns(change, workload))
                .max(Comparator.comparing(Change::time))
                .filter(change -> change.time().isAfter(onset.minus(CHANGE_COUNTS_FOR)))
                .filter(change -> !change.time().isAfter(onset.plus(ONSET_DOUBT)));
    }

    private static boolean concerns(Change change, Workload workload) {
        boolean here = workload.target().namespace().equals(change.resource().namespace());
        String name = change.resource().name();
        return here
                && (workload.target().name().equals(name)
                        || workload.services().contains(name)
                        || configMapOf(change).map(workload.references()::contains).orElse(false));
    }

    /**
     * Name of the config map that a change is about: {@code configmap/shop/checkout-config} →
     * checkout-config.
     */
    private static Optional<String> configMapOf(Change change) {
        String[] parts = change.reference().split("[/ ]");
        return parts.length >= 3 && parts[0].equals("configmap")
                ? Optional.of(parts[2])
                : Optional.empty();
    }

    private Plan bind(
            Playbook playbook, Hypothesis cause, Workload workload, Situation situation, int number)
            throws PreviewRefused {
        String incident = situation.incident().id();
        String id = planId(situation.incident(), number);
        List<Step> steps = new ArrayList<>();
        for (Playbook.Template template : playbook.steps()) {
            steps.add(
                    bind(
                            template,
                            id + "/" + (steps.size() + 1),
                            playbook,
                            cause,
                            workload,
                            situation));
        }
        Past past = history.of(playbook.id(), playbook.version());
        Reliability reliability =
                ReliabilityScore.of(
                        cause.confidence(), patternMatch(playbook, workload, situation), past);
        Risk risk = RiskAssessor.assess(situation, steps);
        return new Plan(
                id,
                incident,
                playbook.id(),
                playbook.version(),
                cause.candidate(),
                steps,
                playbook.verify(),
                risk,
                reliability,
                expectedSuccess(playbook, past),
                PlanHash.of(id, playbook.id(), playbook.version(), steps, playbook.verify()));
    }

    /** Such as {@code PLAN-7-1-2}: the second plan of the first round of INC-7. */
    static String planId(Incident incident, int number) {
        String plain = incident.id().replaceFirst("^INC-", "");
        return "PLAN-%s-%d-%d".formatted(plain, incident.round(), number);
    }

    private Step bind(
            Playbook.Template template,
            String key,
            Playbook playbook,
            Hypothesis cause,
            Workload workload,
            Situation situation)
            throws PreviewRefused {
        Executor executor = executors.get(template.tool());
        if (executor == null)
            throw new PreviewRefused("tool " + template.tool() + " is not here any more");
        Target target = aim(template.aim(), playbook, cause, workload, situation);
        Map<String, String> arguments =
                Arguments.bind(template.arguments(), workload, situation.loadGrowth());
        Preview preview = executor.preview(new Intent(template.tool(), target, arguments));
        return new Step(
                key,
                template.name(),
                new Intent(template.tool(), preview.target(), arguments),
                executor.category(),
                preview,
                template.onlyWhileTroubled(),
                template.timeout(),
                template.rollback());
    }

    private static Target aim(
            Playbook.Aim aim,
            Playbook playbook,
            Hypothesis cause,
            Workload workload,
            Situation situation)
            throws PreviewRefused {
        String namespace = workload.target().namespace();
        return switch (aim) {
            case WORKLOAD -> workload.target();
            case CONFIG -> {
                String name =
                        lastChange(playbook.match(), workload, situation)
                                .flatMap(Planner::configMapOf)
                                .orElseThrow(
                                        () ->
                                                new PreviewRefused(
                                                        "no config map of the workload changed lately"));
                yield new Target("ConfigMap", namespace, name, "");
            }
            case POD -> {
                String pod = cause.candidate().resource().pod();
                if (pod == null) throw new PreviewRefused("the cause is not a single pod");
                yield new Target("Pod", namespace, pod, "");
            }
        };
    }

    /**
     * 1 when the playbook asks for a change that really came, 0.8 when it only fits by the kind of
     * fault.
     */
    private static double patternMatch(Playbook playbook, Workload workload, Situation situation) {
        boolean changed =
                !playbook.match().change().isEmpty()
                        && lastChange(playbook.match(), workload, situation).isPresent();
        return changed ? 1.0 : 0.8;
    }

    /** The author's estimate counts as much as four runs. */
    private static double expectedSuccess(Playbook playbook, Past past) {
        return (4 * playbook.expectedSuccess() + past.successes()) / (4 + past.runs());
    }
}
