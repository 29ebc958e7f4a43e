package io.sreagent.api;

import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.plan.Approval;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Reliability;
import io.sreagent.contract.plan.Risk;
import io.sreagent.contract.plan.Step;
import io.sreagent.contract.plan.Verdict;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.PlanState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan with everything that its approval binds, and what was said about it. */
public record PlanView(
        String id,
        String incidentId,
        PlanState state,
        String playbook,
        String playbookVersion,
        String cause,
        String summary,
        Category category,
        List<StepView> steps,
        Risk risk,
        Reliability reliability,
        double expectedSuccess,
        Verdict verdict,
        String hash,
        String requestedBy,
        Instant offeredAt,
        Instant expiresAt,
        List<Approval> approvals) {

    /** One effect. */
    public record StepView(
            String key,
            String name,
            String tool,
            String target,
            String targetUid,
            Map<String, String> arguments,
            Category category,
            List<FieldChange> changes,
            String diff,
            List<String> affected,
            String undo,
            long timeoutSeconds,
            boolean rollback) {}

    static PlanView of(OfferedPlan offered) {
        Plan plan = offered.plan();
        return new PlanView(
                plan.id(),
                plan.incidentId(),
                offered.state(),
                plan.playbook(),
                plan.playbookVersion(),
                plan.cause().id(),
                plan.steps().stream().map(Step::name).collect(Collectors.joining("; ")),
                plan.category(),
                plan.steps().stream().map(PlanView::step).toList(),
                plan.risk(),
                plan.reliability(),
                plan.expectedSuccess(),
                offered.verdict(),
                plan.hash(),
                offered.requestedBy(),
                offered.offeredAt(),
                offered.expires(),
                offered.approvals());
    }

    private static StepView step(Step step) {
        return new StepView(
                step.key(),
                step.name(),
                step.intent().tool(),
                step.preview().target().id(),
                step.preview().target().uid(),
                step.intent().arguments(),
                step.category(),
                step.preview().changes(),
                step.preview().diff(),
                step.preview().affected(),
                step.preview().undo(),
                step.timeout().toSeconds(),
                step.rollback());
    }
}
