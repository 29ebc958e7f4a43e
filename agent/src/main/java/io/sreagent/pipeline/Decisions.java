package io.sreagent.pipeline;

import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.access.Principal;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.Incident.Resolution;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.incident.Approvals;
import io.sreagent.incident.Database;
import io.sreagent.incident.Decision;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.Plans;
import io.sreagent.incident.Tx;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What people decide about incidents. A decision and what follows from it are one transaction. */
@Singleton
public final class Decisions {
    private final Database database;
    private final Approvals approvals;
    private final Plans plans;
    private final Incidents incidents;
    private final Life life;

    public Decisions(
            Database database, Approvals approvals, Plans plans, Incidents incidents, Life life) {
        this.database = database;
        this.approvals = approvals;
        this.plans = plans;
        this.incidents = incidents;
        this.life = life;
    }

    /**
     * Answers an offered plan.
     *
     * @param planHash the hash of the plan the person looked at; empty when they named the plan
     *     only
     */
    public Decision answer(
            String planId,
            Optional<String> planHash,
            boolean approve,
            Principal who,
            String reason) {
        return database.transaction(
                "decision",
                tx -> {
                    String hash =
                            planHash.or(() -> plans.find(planId).map(o -> o.plan().hash()))
                                    .orElse("");
                    Decision decision = approvals.decide(tx, planId, hash, approve, who, reason);
                    switch (decision) {
                        case Decision.Approved(var plan) ->
                                goOn(
                                        tx,
                                        plan.incidentId(),
                                        IncidentState.EXECUTING,
                                        who,
                                        approved(planId, who));
                        case Decision.Rejected(var plan) ->
                                goOn(
                                        tx,
                                        plan.incidentId(),
                                        IncidentState.ESCALATED,
                                        who,
                                        rejected(planId, who, reason));
                        case Decision.OneMoreNeeded one -> {}
                        case Decision.Refused refused -> {}
                    }
                    return decision;
                });
    }

    /** Answers whatever plan of the incident is offered now. */
    public Decision answerIncident(
            String incidentId, boolean approve, Principal who, String reason) {
        Optional<OfferedPlan> last =
                plans.of(incidentId).stream().reduce((first, second) -> second);
        if (last.isEmpty()) return new Decision.Unknown("for " + incidentId);
        return answer(
                last.get().plan().id(),
                Optional.of(last.get().plan().hash()),
                approve,
                who,
                reason);
    }

    /** A person takes it. */
    public Incident escalate(String incidentId, Principal who, String reason) {
        Words words = new Words(who.name() + " takes it: " + reason, who.name() + " 接手：" + reason);
        return life.escalate(
                found(incidentId),
                who.name(),
                words,
                tx -> voidPlans(tx, incidentId, "escalated by " + who.name()));
    }

    /** A person says that it is over. */
    public Incident resolve(String incidentId, Principal who, String reason) {
        Words words =
                new Words(who.name() + " resolves it: " + reason, who.name() + " 标记为已解决：" + reason);
        return life.resolve(
                found(incidentId),
                Resolution.BY_PERSON,
                who.name(),
                words,
                tx -> voidPlans(tx, incidentId, "resolved by " + who.name()));
    }

    private void goOn(Tx tx, String incidentId, IncidentState to, Principal who, Words words) {
        life.move(tx, found(incidentId), to, who.name(), words, Life.Besides.NOTHING);
    }

    /** No plan of a closed or handed-over incident may run any more. */
    private void voidPlans(Tx tx, String incidentId, String why) {
        for (OfferedPlan offered : plans.of(incidentId)) {
            plans.makeVoid(tx, offered.plan().id(), why, life.now());
            life.release(tx, offered.plan().id());
        }
    }

    private Incident found(String incidentId) {
        return incidents.find(incidentId).orElseThrow(() -> new UnknownIncident(incidentId));
    }

    private static Words approved(String planId, Principal who) {
        return new Words(who.name() + " approved " + planId, who.name() + " 批准了 " + planId);
    }

    private static Words rejected(String planId, Principal who, String reason) {
        return new Words(
                who.name() + " rejected " + planId + ": " + reason,
                who.name() + " 拒绝了 " + planId + "：" + reason);
    }
}
