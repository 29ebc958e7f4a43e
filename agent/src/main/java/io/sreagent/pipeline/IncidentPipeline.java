package io.sreagent.pipeline;

import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.Incident.Resolution;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.StaleWrite;
import io.sreagent.incident.TimelineEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The life of one incident, as a table of contents. It is called again and again, by a durable job,
 * until the incident is over; each call may be the first after a crash.
 */
@Singleton
public final class IncidentPipeline {
    private static final Logger LOG = Logger.getLogger(IncidentPipeline.class);
    private static final Duration ESCALATED_LOOK = Duration.ofMinutes(1);

    /** So many good samples in a row without our doing end an incident. */
    private static final int SELF_RECOVERED = 10;

    private final Incidents incidents;
    private final Diagnosing diagnosing;
    private final Awaiting awaiting;
    private final Executing executing;
    private final Verifying verifying;
    private final Foreseeing foreseeing;
    private final Recovery recovery;
    private final Endings endings;
    private final Life life;

    IncidentPipeline(
            Incidents incidents,
            Diagnosing diagnosing,
            Awaiting awaiting,
            Executing executing,
            Verifying verifying,
            Foreseeing foreseeing,
            Recovery recovery,
            Endings endings,
            Life life) {
        this.incidents = incidents;
        this.diagnosing = diagnosing;
        this.awaiting = awaiting;
        this.executing = executing;
        this.verifying = verifying;
        this.foreseeing = foreseeing;
        this.recovery = recovery;
        this.endings = endings;
        this.life = life;
    }

    /** Pushes it on; returns after how long to come back, empty when a later job does. */
    public Optional<Duration> advance(String incidentId) {
        Incident incident =
                incidents.find(incidentId).orElseThrow(() -> new UnknownIncident(incidentId));
        try {
            if (isOverByItself(incident)) return Optional.empty();
            Optional<Foreseen> foreseen = Foreseen.of(incidents, incident);
            return switch (incident.state()) {
                case ALERT_RECEIVED ->
                        to(incident, IncidentState.GATHERING_INFO, "collecting facts", "正在收集信息");
                case GATHERING_INFO ->
                        to(incident, IncidentState.DIAGNOSING, "ranking causes", "正在诊断");
                case DIAGNOSING ->
                        foreseen.isPresent()
                                ? foreseeing.plan(incident, foreseen.get())
                                : diagnosing.advance(incident);
                case AWAITING_DECISION -> soonest(awaiting.advance(incident));
                case EXECUTING -> executing.advance(incident);
                case VERIFYING ->
                        foreseen.isPresent()
                                ? foreseeing.verify(incident, foreseen.get())
                                : verifying.advance(incident);
                case ESCALATED -> Optional.of(ESCALATED_LOOK);
                case RESOLVED -> Optional.empty();
            };
        } catch (StaleWrite someoneWasFirst) {
            LOG.debugf("%s: %s", incidentId, someoneWasFirst.getMessage());
            return Optional.of(Duration.ofSeconds(1));
        }
    }

    private Optional<Duration> to(Incident incident, IncidentState next, String en, String zh) {
        life.move(incident, next, new Words(en, zh), Life.Besides.NOTHING);
        return Optional.empty();
    }

    /** While nothing of ours is under way, trouble that has gone away is over. */
    private boolean isOverByItself(Incident incident) {
        boolean idle =
                switch (incident.state()) {
                    case ALERT_RECEIVED, GATHERING_INFO, DIAGNOSING, AWAITING_DECISION, ESCALATED ->
                            true;
                    case EXECUTING, VERIFYING, RESOLVED -> false;
                };
        if (!idle) return false;
        List<Anomaly> anomalies = Trigger.anomalies(incidents, incident.id());
        if (anomalies.isEmpty()) return false;
        String metric = anomalies.getFirst().metric().id();
        Instant from = incident.openedAt();
        if (recovery.goodSince(metric, from, SELF_RECOVERED).isEmpty()) return false;
        Words words =
                new Words(
                        "went away by itself: " + recovery.newest(metric, from),
                        "已自行恢复：" + recovery.newest(metric, from));
        life.resolve(
                incident,
                Resolution.SELF_RECOVERED,
                TimelineEvent.SELF,
                words,
                tx -> endings.leaveAll(tx, incident.id(), words.en()));
        return true;
    }

    /** Waiting for a person must not blind it to a recovery. */
    private static Optional<Duration> soonest(Optional<Duration> wait) {
        return wait.map(
                duration -> duration.compareTo(ESCALATED_LOOK) < 0 ? duration : ESCALATED_LOOK);
    }
}
