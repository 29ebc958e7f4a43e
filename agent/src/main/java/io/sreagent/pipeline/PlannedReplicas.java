package io.sreagent.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.smallrye.config.ConfigMapping;
import io.sreagent.capacity.LoadPredictor;
import io.sreagent.capacity.Prediction;
import io.sreagent.capacity.Question;
import io.sreagent.capacity.Unpredictable;
import io.sreagent.contract.act.Target;
import io.sreagent.incident.Jobs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells autoscalers how many replicas the coming load needs ({@link
 * io.sreagent.analysis.capacity.ReplicaFloor}): the gauge {@value #METRIC} at {@code /metrics},
 * which a HorizontalPodAutoscaler can take as an external metric beside its own. It runs whichever
 * is more, so a load that nobody foresaw is still answered, and its bounds hold.
 *
 * <p>Nothing is written to the cluster. Off unless services are named; and a service has no gauge
 * while the policy gate would let nothing be done by itself with it, while it cannot be predicted,
 * or when the figure is older than {@link #HOLDS_FOR}: an autoscaler ignores a metric that is not
 * there.
 */
@Singleton
public final class PlannedReplicas {
    static final String METRIC = "sre_agent_planned_replicas";
    static final Duration EVERY = Duration.ofMinutes(1);
    static final Duration HOLDS_FOR = Duration.ofMinutes(15);

    private static final Duration PREDICTS_EVERY = Duration.ofMinutes(5);
    private static final Logger LOG = Logger.getLogger(PlannedReplicas.class);

    /** Whose replicas are told. */
    @ConfigMapping(prefix = "prediction", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface Settings {
        /** {@code namespace/name} each. */
        Optional<List<String>> publish();
    }

    private record Told(int replicas, Instant at) {}

    private record Known(Prediction prediction, Instant at) {}

    private final LoadPredictor predictor;
    private final PolicyDesk desk;
    private final Jobs jobs;
    private final List<String> services;
    private final InstantSource clock;
    private final MultiGauge gauge;
    private final Map<String, Known> known = new HashMap<>();

    PlannedReplicas(
            LoadPredictor predictor,
            PolicyDesk desk,
            Jobs jobs,
            Settings settings,
            InstantSource clock,
            MeterRegistry registry) {
        this.predictor = predictor;
        this.desk = desk;
        this.jobs = jobs;
        this.services = settings.publish().orElse(List.of());
        this.clock = clock;
        this.gauge =
                MultiGauge.builder(METRIC)
                        .description("Replicas that the load of the coming minutes needs")
                        .register(registry);
    }

    /** Names the job, if anything is to be told; before jobs are started. */
    public void register() {
        if (!services.isEmpty()) jobs.every("prediction.publish", () -> EVERY, this::tell);
    }

    void tell() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (String service : services) {
            Optional<Told> told = planned(service);
            if (told.isEmpty()) continue;
            int slash = service.indexOf('/');
            Tags tags =
                    Tags.of(
                            "namespace", service.substring(0, Math.max(0, slash)),
                            "service", service.substring(slash + 1));
            rows.add(MultiGauge.Row.of(tags, told.get(), this::fresh));
        }
        gauge.register(rows, true);
    }

    private double fresh(Told told) {
        boolean old = clock.instant().isAfter(told.at().plus(HOLDS_FOR));
        return old ? Double.NaN : told.replicas();
    }

    private Optional<Told> planned(String service) {
        try {
            Prediction prediction = prediction(service);
            String id = prediction.service();
            int slash = id.indexOf('/');
            Target target =
                    new Target(
                            "Deployment",
                            id.substring(0, Math.max(0, slash)),
                            id.substring(slash + 1),
                            "");
            Optional<String> objection = desk.objection(id, target);
            objection.ifPresent(
                    words -> LOG.infof("Planned replicas of %s are not told: %s", id, words));
            if (objection.isPresent()) return Optional.empty();
            return Optional.of(new Told(predictor.floor(prediction), clock.instant()));
        } catch (Unpredictable why) {
            LOG.infof("Planned replicas of %s are not told: %s", service, why.getMessage());
            return Optional.empty();
        }
    }

    private Prediction prediction(String service) {
        Instant now = clock.instant();
        Known last = known.get(service);
        if (last != null && now.isBefore(last.at().plus(PREDICTS_EVERY))) return last.prediction();
        Prediction prediction = predictor.predict(Question.of(service));
        known.put(service, new Known(prediction, now));
        return prediction;
    }
}
