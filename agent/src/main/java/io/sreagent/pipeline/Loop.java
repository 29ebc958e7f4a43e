package io.sreagent.pipeline;

import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Job;
import io.sreagent.incident.Jobs;
import io.sreagent.perception.ChangeWatch;
import io.sreagent.perception.Dependencies;
import io.sreagent.perception.Sighting;
import io.sreagent.perception.Watch;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The loop as a table of contents: look at everything, join what is odd into incidents, push each
 * incident on. All of it runs as durable jobs; {@link #register} names them.
 */
@Singleton
public final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Watch watch;
    private final ChangeWatch changes;
    private final Dependencies dependencies;
    private final Intake intake;
    private final IncidentPipeline pipeline;
    private final Verifying verifying;
    private final Explaining explaining;
    private final Incidents incidents;
    private final Jobs jobs;
    private final InstantSource clock;
    private final Map<String, Anomaly> recent = new ConcurrentHashMap<>();
    private volatile @Nullable Sighting last;
    private volatile List<String> changeTroubles = List.of();

    Loop(
            Watch watch,
            ChangeWatch changes,
            Dependencies dependencies,
            Intake intake,
            IncidentPipeline pipeline,
            Verifying verifying,
            Explaining explaining,
            Incidents incidents,
            Jobs jobs,
            InstantSource clock) {
        this.watch = watch;
        this.changes = changes;
        this.dependencies = dependencies;
        this.intake = intake;
        this.pipeline = pipeline;
        this.verifying = verifying;
        this.explaining = explaining;
        this.incidents = incidents;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Names the jobs; before they are started. */
    public void register() {
        jobs.every("monitor.tick", watch::step, this::tick);
        jobs.register(Life.ADVANCE, job -> next(pipeline.advance(job.id())));
        jobs.register(Explaining.JOB, job -> explaining.explain(job.id()));
        jobs.register(Verifying.RECHECK, job -> next(verifying.recheck(job.id())));
    }

    /** One look at everything. */
    void tick() {
        Instant now = clock.instant();
        changeTroubles = changes.tick(now).troubles();
        Sighting sighting = watch.tick(now, new Abnormal(incidents, now.minus(watch.learns())));
        DependencyGraph graph = dependencies.graph(now);
        intake.take(sighting, graph, now);
        remember(sighting, now);
        last = sighting;
    }

    /**
     * Has everything learned anew from the sources' history, as happens once a week by itself.
     *
     * @return how many indicators wait for it; one is learned at each look
     */
    public int learnAnew(Principal who) {
        who.require(Role.OPERATOR);
        LOG.infof("%s has all baselines learned anew", who.name());
        return watch.learnAnew(clock.instant());
    }

    public Duration interval() {
        return watch.step();
    }

    /** What was seen last; empty before the first tick. */
    public Optional<Sighting> lastSighting() {
        return Optional.ofNullable(last);
    }

    /** What could not be asked at the last tick, each with the way out. */
    public List<String> troubles() {
        List<String> all = new ArrayList<>(changeTroubles);
        lastSighting().ifPresent(sighting -> all.addAll(sighting.troubles()));
        return all;
    }

    /** Anomalies of the last day, each as it was seen last. */
    public List<Anomaly> recentAnomalies() {
        return List.copyOf(recent.values());
    }

    private void remember(Sighting sighting, Instant now) {
        sighting.anomalies().forEach(a -> recent.put(a.metric().id() + " " + a.onset(), a));
        recent.values().removeIf(anomaly -> anomaly.seen().isBefore(now.minus(REMEMBERED)));
    }

    private static Job.Next next(Optional<Duration> again) {
        return again.map(Job::again).orElseGet(Job::finished);
    }
}
