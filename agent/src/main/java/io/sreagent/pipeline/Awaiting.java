package io.sreagent.pipeline;

import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.Incident;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.Plans;
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
        Duration left = Duration.between(life.now(), offered.expires());
        if (offered.state() == PlanState.OFFERED && left.isPositive()) return Optional.of(left);
        Words words =
                new Words(
                        "nobody answered "
                                + offered.plan().id()
                                + " in time, a person has the incident",
                        "方案 " + offered.plan().id() + " 逾期无人审批，已升级");
        life.escalate(
                incident, TimelineEvent.SELF, words, tx -> plans.expire(tx, offered.plan().id()));
        return Optional.empty();
    }
}
