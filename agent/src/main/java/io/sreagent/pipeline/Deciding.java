package io.sreagent.pipeline;

import io.quarkus.arc.All;
import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Words;
import io.sreagent.cognition.Facts;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.Mode;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Verdict;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Workload;
import io.sreagent.contract.source.WorkloadSource;
import io.sreagent.decision.Planner;
import io.sreagent.decision.Situation;
import io.sreagent.decision.Wish;
import io.sreagent.decision.Wishes;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.Plans;
import io.sreagent.incident.StepRuns;
import io.sreagent.incident.StepState;
import io.sreagent.incident.TimelineEvent;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes a plan, asks the policy gate, and either runs it, offers it, or hands it to a person. */
@Singleton
final class Deciding {
    private final Planner planner;
    private final Wishes wishes;
    private final PolicyDesk desk;
    private final Plans plans;
    private final StepRuns steps;
    private final List<WorkloadSource> platforms;
    private final Life life;

    Deciding(
            Planner planner,
            Wishes wishes,
            PolicyDesk desk,
            Plans plans,
            StepRuns steps,
            @All List<WorkloadSource> platforms,
            Life life) {
        this.planner = planner;
        this.wishes = wishes;
        this.desk = desk;
        this.plans = plans;
        this.steps = steps;
        this.platforms = platforms;
        this.life = life;
    }

    /**
     * Playbooks that were begun, refused by a person, or void twice before their first step: once
     * the world may have changed while somebody thought about it.
     */
    private Set<String> tried(Incident incident) {
        Map<String, Long> untouched =
                plans.of(incident.id()).stream()
                        .filter(this::isUntouched)
                        .map(offered -> offered.plan().playbook())
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return plans.of(incident.id()).stream()
                .filter(
                        offered ->
                                !isUntouched(offered)
                                        || untouched.getOrDefault(offered.plan().playbook(), 0L)
                                                > 1)
                .map(offered -> offered.plan().playbook())
                .collect(Collectors.toSet());
    }

    private boolean isUntouched(OfferedPlan offered) {
        return offered.state() == PlanState.VOID
                && steps.of(offered.plan().id()).stream()
                        .allMatch(run -> run.state() == StepState.PLANNED);
    }

    void decide(
            Incident incident,
            Diagnosis diagnosis,
            Facts facts,
            List<Breach> breaches,
            DependencyGraph graph) {
        Planner.Proposal proposal =
                planner.propose(situation(incident, diagnosis, facts, breaches, graph));
        Set<String> tried = tried(incident);
        List<Plan> untried =
                proposal.plans().stream().filter(plan -> !tried.contains(plan.playbook())).toList();
        if (untried.isEmpty()) {
            life.escalate(
                    incident,
                    TimelineEvent.SELF,
                    nothingToDo(proposal, tried),
                    Life.Besides.NOTHING);
            return;
        }
        if (!proposal.obstacles().isEmpty()) {
            Words obstacles =
                    new Words(
                            "not possible: " + String.join("; ", proposal.obstacles()),
                            "不可行：" + String.join("；", proposal.obstacles()));
            life.note(incident, "obstacles", obstacles, Life.Besides.NOTHING);
        }
        offer(incident, untried.getFirst(), untried.subList(1, untried.size()));
    }

    /** Makes a plan of what a person wants done; the gate judges it like any other. */
    void decide(
            Incident incident,
            Wish wish,
            Diagnosis diagnosis,
            Facts facts,
            List<Breach> breaches,
            DependencyGraph graph) {
        try {
            Situation situation = situation(incident, diagnosis, facts, breaches, graph);
            offer(incident, wishes.plan(wish, situation), List.of());
        } catch (PreviewRefused refused) {
            Words words =
                    new Words(
                            "what was asked for cannot be done, a person has it: " + refused.why(),
                            "所请求的操作无法执行，已转交人工：" + refused.why());
            life.escalate(incident, TimelineEvent.SELF, words, Life.Besides.NOTHING);
        }
    }

    /**
     * Asks the policy gate, and goes on as it says.
     *
     * @param others what could be done instead
     */
    void offer(Incident incident, Plan plan, List<Plan> others) {
        switch (desk.judge(plan)) {
            case Verdict verdict when verdict.mode() == Mode.AUTO ->
                    offer(
                            incident,
                            plan,
                            others,
                            verdict,
                            PlanState.AUTOMATIC,
                            IncidentState.EXECUTING,
                            running(plan));
            case Verdict verdict when verdict.mode() == Mode.SEMI_AUTO ->
                    offer(
                            incident,
                            plan,
                            others,
                            verdict,
                            PlanState.OFFERED,
                            IncidentState.AWAITING_DECISION,
                            asking(plan));
            case Verdict verdict ->
                    offer(
                            incident,
                            plan,
                            others,
                            verdict,
                            PlanState.SHOWN,
                            IncidentState.ESCALATED,
                            byHand(plan, verdict));
        }
    }

    private void offer(
            Incident incident,
            Plan plan,
            List<Plan> others,
            Verdict verdict,
            PlanState state,
            IncidentState next,
            Words words) {
        life.move(
                incident,
                next,
                words,
                tx -> {
                    plans.offer(
                            tx,
                            plan,
                            verdict,
                            state,
                            life.askedBy(incident),
                            life.now(),
                            verdict.expires());
                    steps.plan(tx, plan, life.now());
                    life.attach(tx, incident, "plan", plan);
                    life.attach(tx, incident, "verdict", verdict);
                    if (!others.isEmpty()) life.attach(tx, incident, "alternatives", others);
                });
    }

    /** Whether anything is known that could be acted on; without it all goes to a person. */
    boolean mayAct() {
        return platforms.stream().anyMatch(platform -> !platform.workloads().value().isEmpty());
    }

    private Situation situation(
            Incident incident,
            Diagnosis diagnosis,
            Facts facts,
            List<Breach> breaches,
            DependencyGraph graph) {
        List<Workload> workloads =
                platforms.stream()
                        .map(WorkloadSource::workloads)
                        .map(Answer::value)
                        .flatMap(List::stream)
                        .toList();
        Resource cause =
                diagnosis
                        .best()
                        .map(hypothesis -> hypothesis.candidate().resource())
                        .orElse(incident.resource())
                        .owner();
        return new Situation(
                incident,
                diagnosis,
                workloads,
                facts.facts().changes(),
                breaches,
                dependants(cause, graph),
                Math.max(1, workloads.size()),
                facts.loadGrowth(cause, diagnosis.onset()),
                life.now());
    }

    /** All that call it, directly or through others. */
    private static List<Resource> dependants(Resource cause, DependencyGraph graph) {
        Map<String, Resource> found = new LinkedHashMap<>();
        Queue<Resource> rim = new ArrayDeque<>(List.of(cause));
        while (!rim.isEmpty()) {
            for (Resource caller : graph.callersOf(rim.remove())) {
                if (!caller.id().equals(cause.id())
                        && found.putIfAbsent(caller.id(), caller) == null) rim.add(caller);
            }
        }
        return new ArrayList<>(found.values());
    }

    /** The last offered plan of an incident. */
    OfferedPlan current(Incident incident) {
        return plans.of(incident.id()).getLast();
    }

    private static Words nothingToDo(Planner.Proposal proposal, Set<String> tried) {
        String why =
                proposal.plans().isEmpty()
                        ? String.join("; ", proposal.obstacles())
                        : "already tried: " + String.join(", ", tried);
        return new Words("no plan to offer, a person has it: " + why, "没有可执行的方案，已转交人工：" + why);
    }

    private static Words running(Plan plan) {
        return new Words(
                plan.id() + " (" + plan.playbook() + ") runs by itself",
                plan.id() + "（" + plan.playbook() + "）自动执行");
    }

    private static Words asking(Plan plan) {
        return new Words(
                plan.id() + " (" + plan.playbook() + ") waits for an approval",
                plan.id() + "（" + plan.playbook() + "）等待审批");
    }

    private static Words byHand(Plan plan, Verdict verdict) {
        String why =
                verdict.reasons().stream()
                        .filter(reason -> reason.mode() == verdict.mode())
                        .map(reason -> reason.check() + ": " + reason.words())
                        .collect(Collectors.joining("; "));
        return new Words(
                plan.id() + " (" + plan.playbook() + ") is only shown, a person has it: " + why,
                plan.id() + "（" + plan.playbook() + "）仅供参考，已转交人工：" + why);
    }
}
