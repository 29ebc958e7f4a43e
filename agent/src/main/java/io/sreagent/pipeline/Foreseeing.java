package io.sreagent.pipeline;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.analysis.finding.Words;
import io.sreagent.capacity.Growth;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.Incident.Resolution;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.source.Autoscaler;
import io.sreagent.decision.FloorPlanner;
import io.sreagent.incident.Jobs;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.TimelineEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The stages of an incident that stands for load to come: there is nothing to diagnose, since the
 * forecast names the cause, and no indicator to come back into its band, since none has left it.
 * What is out of reach goes to a person at once. A plan that raises an autoscaler's minimum has
 * worked when the replicas are there; when they are no longer needed it is taken back ({@link
 * FloorRelease}).
 */
@Singleton
final class Foreseeing {
    private static final Duration LOOK = Duration.ofMinutes(1);

    /** A plan that was void or taken back is tried once more, then a person knows better. */
    private static final int ROUNDS = 2;

    private final Growth growth;
    private final FloorPlanner planner;
    private final Deciding deciding;
    private final Unwinding unwinding;
    private final Endings endings;
    private final Jobs jobs;
    private final Life life;

    Foreseeing(
            Growth growth,
            FloorPlanner planner,
            Deciding deciding,
            Unwinding unwinding,
            Endings endings,
            Jobs jobs,
            Life life) {
        this.growth = growth;
        this.planner = planner;
        this.deciding = deciding;
        this.unwinding = unwinding;
        this.endings = endings;
        this.jobs = jobs;
        this.life = life;
    }

    /** In the place of a diagnosis. */
    Optional<Duration> plan(Incident incident, Foreseen foreseen) {
        Instant now = life.now();
        Diagnosis diagnosis = diagnosis(incident, foreseen, now);
        life.note(
                incident,
                "diagnosis",
                foreseen.words(),
                tx -> life.attach(tx, incident, "diagnosis", diagnosis));
        switch (foreseen.need()) {
            case ROOM -> toPerson(incident, "only a person can make room", "需要人工扩大上限");
            case REPLICAS -> offer(incident, foreseen, diagnosis, now);
        }
        return Optional.empty();
    }

    private void offer(Incident incident, Foreseen foreseen, Diagnosis diagnosis, Instant now) {
        Optional<Autoscaler> autoscaler = growth.autoscaler(incident.resource());
        if (autoscaler.isEmpty() || incident.round() > ROUNDS) {
            toPerson(incident, "no autoscaler can see to it", "没有可用的自动伸缩器");
            return;
        }
        try {
            Plan plan =
                    planner.propose(
                            incident, diagnosis, autoscaler.get(), foreseen.replicas(), now);
            deciding.offer(incident, plan, List.of());
        } catch (PreviewRefused refused) {
            toPerson(incident, refused.why(), refused.why());
        }
    }

    /** Whether the replicas are there; what does not come in time is taken back. */
    Optional<Duration> verify(Incident incident, Foreseen foreseen) {
        OfferedPlan offered = deciding.current(incident);
        Plan plan = offered.plan();
        int there = growth.available(incident.resource());
        String count = there + " of " + foreseen.replicas() + " replicas are there";
        if (unwinding.hasBegun(plan)) return unwinding.advance(incident, offered, count);
        if (there >= foreseen.replicas()) {
            life.resolve(
                    incident,
                    Resolution.FIXED,
                    TimelineEvent.SELF,
                    new Words(
                            "verified: " + count + ", until " + foreseen.until(),
                            "验证通过：" + there + " 个副本已就绪，保持至 " + foreseen.until()),
                    tx -> {
                        endings.proven(tx, plan);
                        jobs.schedule(tx, FloorRelease.JOB, plan.id(), "", foreseen.until());
                    });
            return Optional.empty();
        }
        Instant late = life.inStateSince(incident).plus(plan.verify().within());
        if (!life.now().isBefore(late))
            return unwinding.advance(incident, offered, "only " + count);
        endings.hold(plan);
        return Optional.of(LOOK);
    }

    private static Diagnosis diagnosis(Incident incident, Foreseen foreseen, Instant now) {
        Resource service = incident.resource();
        Hypothesis load =
                new Hypothesis(
                        new Candidate(service, FaultKind.TRAFFIC),
                        foreseen.probability(),
                        List.of(service),
                        List.of());
        return new Diagnosis(now, List.of(load), false, List.of());
    }

    private void toPerson(Incident incident, String en, String zh) {
        Words words = new Words(en + ", a person has it", zh + "，已转交人工");
        life.escalate(incident, TimelineEvent.SELF, words, Life.Besides.NOTHING);
    }
}
