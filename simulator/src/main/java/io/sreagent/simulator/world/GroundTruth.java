package io.sreagent.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.Pods;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.cluster.Tree;
import io.sreagent.simulator.scenario.Fault;
import io.sreagent.simulator.scenario.Indicator;
import io.sreagent.simulator.scenario.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is really going on, for the evaluator, who lives in this process. Nothing of it is reachable
 * over the wire.
 */
public final class GroundTruth {
    private static final int MINUTES_IN_BAND = 3; // until a symptom counts as over

    private static final long RECENT = 15 * 60_000;

    private record Restart(String service, long at) {}

    private final World world;
    private final Deque<Restart> restarts = new ArrayDeque<>();
    private @Nullable Instant symptomAt;
    private @Nullable Instant overAt;
    private int inBand;
    private double worst = Double.NaN;

    GroundTruth(World world) {
        this.world = world;
    }

    void observe(long now) {
        Truth.Symptom symptom = world.scenario().truth().symptom();
        if (symptom == null || now < world.start() + world.scenario().firstFault().toMillis()) {
            return;
        }
        double value = compute(symptom.service(), symptom.indicator());
        boolean out = symptom.out(value);
        if (out) {
            inBand = 0;
            overAt = null;
            symptomAt = symptomAt == null ? Instant.ofEpochMilli(now) : symptomAt;
        } else if (symptomAt != null && ++inBand == MINUTES_IN_BAND) {
            overAt = Instant.ofEpochMilli(now);
        }
        boolean worse = Double.isNaN(worst) || (symptom.above() ? value > worst : value < worst);
        worst = worse ? value : worst;
    }

    /**
     * When the truth's indicator first left its band; empty when it has not yet, or when there is
     * no symptom.
     */
    public Optional<Instant> symptomAt() {
        return read(() -> Optional.ofNullable(symptomAt));
    }

    /** Whether the symptom came and its indicator has been back in its band for three minutes. */
    public boolean symptomOver() {
        return read(() -> symptomAt != null && inBand >= MINUTES_IN_BAND);
    }

    /** Since when the symptom is over. */
    public Optional<Instant> symptomOverAt() {
        return read(() -> Optional.ofNullable(overAt));
    }

    /** The worst value of the truth's indicator since the first fault. */
    public OptionalDouble worst() {
        return read(() -> Double.isNaN(worst) ? OptionalDouble.empty() : OptionalDouble.of(worst));
    }

    /** When the scenario begins; history lies before. */
    public Instant start() {
        return Instant.ofEpochMilli(world.start());
    }

    /** When the first fault begins; empty without any. */
    public Optional<Instant> firstFaultAt() {
        return world.scenario().faults().isEmpty()
                ? Optional.empty()
                : Optional.of(start().plus(world.scenario().firstFault()));
    }

    /** When the scenario ends. */
    public Instant end() {
        return start().plus(world.scenario().duration());
    }

    /**
     * An indicator of a service as of the last minute, in the units of {@link Indicator}; for a
     * node or everything, the worst of the services concerned.
     */
    public double value(String target, Indicator indicator) {
        return read(() -> compute(target, indicator));
    }

    private double compute(String target, Indicator indicator) {
        Optional<ServiceState> one = world.service(target);
        if (one.isPresent()) {
            return Indicators.of(world, one.get(), indicator);
        }
        double worstValue = Double.NaN;
        for (ServiceState s : world.model().services) {
            boolean concerned =
                    Fault.EVERYTHING.equals(target)
                            || !world.nodes().containsKey(target)
                            || s.pods.stream().anyMatch(p -> p.node.equals(target));
            if (concerned && !s.spec.external()) {
                double value = Indicators.of(world, s, indicator);
                worstValue =
                        Double.isNaN(worstValue)
                                        || (indicator.hurtsAbove()
                                                ? value > worstValue
                                                : value < worstValue)
                                ? value
                                : worstValue;
            }
        }
        return worstValue;
    }

    /** Whether a service answers well now: ready, few errors, not saturated. */
    public boolean healthy(String service) {
        return read(
                () ->
                        world.service(service)
                                .map(
                                        s ->
                                                s.errorShare < 0.02
                                                        && s.utilisation < 0.95
                                                        && (s.spec.external()
                                                                || s.readyPods
                                                                        > 0.5
                                                                                * Math.min(
                                                                                        s.pods
                                                                                                .size(),
                                                                                        replicas(
                                                                                                s
                                                                                                        .name())))
                                                        && s.depth
                                                                < 60
                                                                        * 15
                                                                        * Math.max(1, s.published))
                                .orElse(false));
    }

    /** Health of every service by name. */
    public Map<String, Boolean> health() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        world.scenario().topology().services().forEach(s -> all.put(s.name(), healthy(s.name())));
        return all;
    }

    /** Called when a container began again. */
    void restarted(String service, long now) {
        restarts.addLast(new Restart(service, now));
        restarts.removeIf(r -> now - r.at > RECENT);
    }

    int restarts(String service) {
        long now = world.timeline().now();
        return (int)
                restarts.stream()
                        .filter(r -> r.service.equals(service) && now - r.at <= RECENT)
                        .count();
    }

    int wanted(String service) {
        return replicas(service);
    }

    /** Pods there are, in whatever state. */
    int all(String service) {
        return (int)
                world.cluster().objects().list(ResourceType.POD, world.namespace()).stream()
                        .filter(p -> Tree.label(p, "app").equals(service) && Pods.active(p))
                        .count();
    }

    private int replicas(String service) {
        return workload(service).map(w -> w.path("spec").path("replicas").asInt(1)).orElse(0);
    }

    private Optional<ObjectNode> workload(String service) {
        var objects = world.cluster().objects();
        return objects.get(ResourceType.DEPLOYMENT, world.namespace(), service)
                .or(() -> objects.get(ResourceType.STATEFUL_SET, world.namespace(), service));
    }

    /** How many pods a service wants now. */
    public int wantedReplicas(String service) {
        return read(() -> replicas(service));
    }

    /** How many pods of a service are ready now. */
    public int readyReplicas(String service) {
        return read(
                () ->
                        (int)
                                world
                                        .cluster()
                                        .objects()
                                        .list(ResourceType.POD, world.namespace())
                                        .stream()
                                        .filter(
                                                p ->
                                                        Tree.label(p, "app").equals(service)
                                                                && Pods.ready(p))
                                        .count());
    }

    /** The image tag a service is to run now. */
    public String version(String service) {
        return read(
                () ->
                        workload(service)
                                .map(
                                        w ->
                                                PodState.tagOf(
                                                        Tree.text(
                                                                w,
                                                                "spec/template/spec/containers/0/image")))
                                .orElse(""));
    }

    /** The content of a service's ConfigMap now. */
    public Map<String, String> config(String service) {
        return read(
                () ->
                        world.cluster()
                                .objects()
                                .get(
                                        ResourceType.CONFIG_MAP,
                                        world.namespace(),
                                        service + "-config")
                                .map(m -> Tree.strings(m.path("data")))
                                .orElse(Map.of()));
    }

    /** How long the scenario has run. */
    public Duration elapsed() {
        return read(() -> Duration.ofMillis(world.timeline().now() - world.start()));
    }

    private <T> T read(java.util.function.Supplier<T> what) {
        world.lock().readLock().lock();
        try {
            return what.get();
        } finally {
            world.lock().readLock().unlock();
        }
    }
}
