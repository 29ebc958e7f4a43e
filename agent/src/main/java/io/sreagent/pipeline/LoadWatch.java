package io.sreagent.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Words;
import io.sreagent.capacity.Growth;
import io.sreagent.capacity.LoadPredictor;
import io.sreagent.capacity.Prediction;
import io.sreagent.capacity.Question;
import io.sreagent.capacity.Unpredictable;
import io.sreagent.cognition.Outlook;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.Incident.Resolution;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import io.sreagent.incident.Database;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Jobs;
import io.sreagent.incident.Json;
import io.sreagent.incident.StaleWrite;
import io.sreagent.incident.TimelineEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Opens an incident for load to come, before anything hurts: when it will be more than all the
 * replicas there can be bear ({@link Foreseen.Need#ROOM}), or, where that is switched on, when the
 * coming hour needs more than run and an autoscaler's minimum can have them there in time ({@link
 * Foreseen.Need#REPLICAS}).
 *
 * <p>Only of services that are named: each costs a forecast of tens to hundreds of milliseconds
 * every {@link #EVERY}. It must be foreseen at two looks in a row; a service that has an incident
 * gets no second one, and what is no longer foreseen ends by itself while nobody has begun on it.
 */
@Singleton
public final class LoadWatch {
    static final Duration EVERY = Duration.ofMinutes(10);

    private static final int LOOKS = 2;
    private static final double UNSURE = 0.5;

    private static final Logger LOG = Logger.getLogger(LoadWatch.class);

    /** Whose load is watched, and what may be offered. */
    @ConfigMapping(prefix = "prediction", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface Settings {
        /** {@code namespace/name} each. */
        Optional<List<String>> watch();

        /** Whether plans are made that raise an autoscaler's minimum ahead of load. */
        @WithDefault("false")
        boolean raiseMinimum();
    }

    private final LoadPredictor predictor;
    private final Foresight foresight;
    private final Database database;
    private final Incidents incidents;
    private final Jobs jobs;
    private final Endings endings;
    private final FloorRelease release;
    private final Life life;
    private final InstantSource clock;
    private final List<String> services;
    private final Map<String, Integer> looks = new HashMap<>(); // that agreed, in a row

    LoadWatch(
            LoadPredictor predictor,
            Growth growth,
            Database database,
            Incidents incidents,
            Jobs jobs,
            Endings endings,
            FloorRelease release,
            Life life,
            Settings settings,
            InstantSource clock) {
        this.predictor = predictor;
        this.foresight = new Foresight(growth, settings.raiseMinimum());
        this.database = database;
        this.incidents = incidents;
        this.jobs = jobs;
        this.endings = endings;
        this.release = release;
        this.life = life;
        this.clock = clock;
        this.services = settings.watch().orElse(List.of());
    }

    /** Names the jobs; before they are started. */
    public void register() {
        release.register(); // what was raised before they were named no more is put back
        if (!services.isEmpty()) jobs.every("prediction.watch", () -> EVERY, this::look);
    }

    void look() {
        for (String service : services) {
            try {
                look(predictor.predict(Question.of(service)));
            } catch (Unpredictable why) {
                LOG.infof("Load of %s is not watched now: %s", service, why.getMessage());
            }
        }
    }

    private void look(Prediction prediction) {
        String service = prediction.service();
        Optional<Foreseen> foreseen = foresight.of(prediction, clock.instant());
        int agreed = foreseen.isEmpty() ? 0 : looks.getOrDefault(service, 0) + 1;
        looks.put(service, agreed);
        List<Incident> open =
                incidents.openOnes().stream()
                        .filter(one -> one.resource().id().equals(service))
                        .toList();
        if (open.isEmpty() && agreed >= LOOKS) open(prediction, foreseen.orElseThrow());
        open.forEach(incident -> endIfOver(incident, prediction));
    }

    private void open(Prediction prediction, Foreseen foreseen) {
        Instant now = clock.instant();
        // A limit that may be crossed, but not surely, is none that was warned of.
        boolean warns = foreseen.need() == Foreseen.Need.ROOM;
        Outlook.Prospect prospect =
                new Outlook.Prospect(
                        prediction.past().metric(),
                        prediction.load(),
                        warns ? prediction.breach() : null);
        database.change(
                "incident:foreseen",
                tx -> {
                    Incident opened =
                            incidents.open(
                                    tx,
                                    id -> incident(id, prediction, foreseen, now),
                                    TimelineEvent.of(
                                            now, TimelineEvent.SELF, "opened", foreseen.words()));
                    incidents.attach(tx, opened.id(), Foreseen.KIND, Json.write(foreseen), now);
                    incidents.attach(tx, opened.id(), "forecast", Json.write(prospect), now);
                    jobs.schedule(tx, Life.ADVANCE, opened.id(), "", now);
                });
    }

    private static Incident incident(
            String id, Prediction prediction, Foreseen foreseen, Instant now) {
        boolean room = foreseen.need() == Foreseen.Need.ROOM;
        String service = prediction.service();
        Words title =
                room
                        ? new Words(
                                "load of " + service + " is about to outgrow it",
                                service + " 的负载即将超出上限")
                        : new Words(
                                "load of " + service + " will need more replicas",
                                service + " 的负载即将需要更多副本");
        return new Incident(
                id,
                Incident.Kind.PREDICTED,
                IncidentState.ALERT_RECEIVED,
                room ? Severity.MEDIUM : Severity.LOW,
                title,
                prediction.past().metric().resource().owner(),
                now,
                now,
                null,
                null,
                null,
                null,
                0,
                0);
    }

    /** What was foreseen is no longer, or its time is over, and nobody has begun on it. */
    private void endIfOver(Incident incident, Prediction prediction) {
        boolean idle =
                switch (incident.state()) {
                    case ALERT_RECEIVED, GATHERING_INFO, DIAGNOSING, AWAITING_DECISION, ESCALATED ->
                            true;
                    case EXECUTING, VERIFYING, RESOLVED -> false;
                };
        if (!idle || !isOver(incident, prediction)) return;
        Words words = new Words("no longer foreseen", "预测中不再出现");
        try {
            life.resolve(
                    incident,
                    Resolution.SELF_RECOVERED,
                    TimelineEvent.SELF,
                    words,
                    tx -> endings.leaveAll(tx, incident.id(), words.en()));
        } catch (StaleWrite someoneWasFirst) {
            LOG.debugf("%s: %s", incident.id(), someoneWasFirst.getMessage());
        }
    }

    /** False for what something measured opened: that ends when it is measured to. */
    private boolean isOver(Incident incident, Prediction prediction) {
        Breach breach = prediction.breach();
        return Foreseen.of(incidents, incident)
                .filter(
                        it ->
                                switch (it.need()) {
                                    case ROOM -> breach == null || breach.probability() < UNSURE;
                                    case REPLICAS -> clock.instant().isAfter(it.until());
                                })
                .isPresent();
    }
}
