package io.sreagent.pipeline;

import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.Plans;
import io.sreagent.incident.StaleWrite;
import io.sreagent.incident.TimelineEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits for a person's answer. A decision moves the incident on by itself; what is left here is
 * that none came.
 */
@Singleton
final class Awaiting {
    private final Deciding deciding;
    private final Plans plans;
    private final Life life;

    Awaiting(Deciding deciding, Plans plans, Life life) {
        this.deciding = deciding;
        this.plans = plans;
        this.life = life;
    }

    Optional<Duration> advance(Incident incident) {
        OfferedPlan offered = deciding.current(incident);
        String plan = offered.plan().id();
        return switch (offered.state()) {
            case APPROVED, AUTOMATIC ->
                    to(
                            incident,
                            IncidentState.EXECUTING,
                            plan + " is approved",
                            "方案 " + plan + " 已获批准");
            case REJECTED ->
                    toPerson(
                            incident,
                            plan + " was rejected, a person has it",
                            "方案 " + plan + " 被拒绝，已转交人工",
                            Life.Besides.NOTHING);
            case OFFERED -> stillOpen(incident, offered);
            case EXPIRED, VOID, SHOWN ->
                    toPerson(
                            incident,
                            plan + " cannot be answered any more",
                            "方案 " + plan + " 已失效",
                            Life.Besides.NOTHING);
        };
    }

    private Optional<Duration> stillOpen(Incident incident, OfferedPlan offered) {
        String plan = offered.plan().id();
        Duration left = Duration.between(life.now(), offered.expires());
        if (left.isPositive()) return Optional.of(left);
        return toPerson(
                incident,
                "nobody answered " + plan + " in time, a person has it",
                "方案 " + plan + " 逾期无人审批，已升级",
                tx -> {
                    // Approved in this very moment, or not due yet by the database's clock.
                    if (!plans.expire(tx, plan)) throw new StaleWrite(plan + " has not expired");
                });
    }

    private Optional<Duration> to(Incident incident, IncidentState next, String en, String zh) {
        life.move(incident, next, new Words(en, zh), Life.Besides.NOTHING);
        return Optional.empty();
    }

    private Optional<Duration> toPerson(
            Incident incident, String en, String zh, Life.Besides besides) {
        life.escalate(incident, TimelineEvent.SELF, new Words(en, zh), besides);
        return Optional.empty();
    }
}
