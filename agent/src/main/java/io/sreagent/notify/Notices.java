package io.sreagent.notify;

import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.notify.Notice;
import io.sreagent.contract.notify.Notice.Kind;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Step;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.Plans;
import io.sreagent.incident.TimelineEvent;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words what has happened to an incident as a notice. */
@Singleton
public class Notices {
    private static final String HARMLESS =
            "/spec/(replicas|(.*/)?image|(.*/)?resources/.*|(min|max)Replicas)";

    private final Plans plans;
    private final Address address;

    public Notices(Plans plans, Address address) {
        this.plans = plans;
        this.address = address;
    }

    /** To be called in the transaction of the change: the plan of an approval is read in it. */
    Notice of(Kind kind, Incident incident, TimelineEvent event) {
        String page = address.of("/ui/incidents/" + incident.id());
        List<OfferedPlan> offered = plans.of(incident.id());
        OfferedPlan last = offered.isEmpty() ? null : offered.getLast();
        return new Notice(
                key(kind, incident, last),
                kind,
                event.at(),
                incident.id(),
                incident.state(),
                incident.severity(),
                incident.resource().id(),
                incident.title(),
                event.words(),
                page,
                incident.resolution(),
                last == null ? null : proposal(last, page));
    }

    private static String key(Kind kind, Incident incident, @Nullable OfferedPlan plan) {
        return incident.id()
                + switch (kind) {
                    case OPENED -> "/opened";
                    case APPROVAL -> "/approval" + (plan == null ? "" : "/" + plan.plan().id());
                    // Both may come again: a person can take an escalated one back to work.
                    case ESCALATED -> "/escalated/" + incident.version();
                    case RESOLVED -> "/resolved/" + incident.version();
                };
    }

    private static Notice.Proposal proposal(OfferedPlan offered, String page) {
        Plan plan = offered.plan();
        return new Notice.Proposal(
                plan.id(),
                plan.hash(),
                plan.playbook(),
                plan.cause().id(),
                plan.risk().score(),
                plan.expectedSuccess(),
                plan.steps().stream().map(Notices::move).toList(),
                offered.state() == PlanState.OFFERED ? approval(offered, page) : null);
    }

    private static Notice.Approval approval(OfferedPlan offered, String page) {
        String id = offered.plan().id();
        return new Notice.Approval(
                offered.expires(),
                page,
                "/api/v1/approvals/" + id + "/approve",
                "sre-agent approvals approve %s --hash %s".formatted(id, offered.plan().hash()));
    }

    static Notice.Move move(Step step) {
        Target target = step.preview().target();
        return new Notice.Move(
                step.name(),
                target.kind() + " " + target.namespace() + "/" + target.name(),
                step.preview().changes().stream().map(Notices::change).toList(),
                step.preview().affected(),
                step.preview().undo());
    }

    /** Values leave the process only where no secret can stand: not of configuration or env. */
    private static String change(FieldChange change) {
        if (!change.path().matches(HARMLESS)) return change.path() + ": changed";
        return change.path() + ": " + value(change.before()) + " → " + value(change.after());
    }

    private static String value(@Nullable String json) {
        return json == null ? "nothing" : json;
    }
}
