package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.EventSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cluster's events. {@code core/v1} and {@code events.k8s.io} are two spellings of the same
 * objects; they are read by the first, and the fields of both are understood.
 */
@Singleton
public final class KubernetesEventSource implements EventSource {
    private static final int MOST_MESSAGE = 1000;

    private final Cluster cluster;

    @Inject
    public KubernetesEventSource(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Answer<List<io.sreagent.analysis.fact.Event>> events(Instant from, Instant until) {
        if (!cluster.isConfigured()) return Answer.complete(List.of());
        try {
            Inventory inventory = Inventory.of(cluster.view());
            Map<String, Optional<String>> workloads = new HashMap<>();
            for (Pod pod : cluster.view().all(Pod.class)) {
                workloads.put(
                        pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName(),
                        Inventory.ownerOf(pod.getMetadata()));
            }
            List<io.sreagent.analysis.fact.Event> events = new ArrayList<>();
            for (Event event : cluster.view().all(Event.class)) {
                Instant time = timeOf(event);
                if (time.isBefore(from) || !time.isBefore(until)) continue;
                events.add(read(event, time, inventory, workloads));
            }
            events.sort(
                    Comparator.comparing(io.sreagent.analysis.fact.Event::time)
                            .thenComparing(event -> event.resource().id())
                            .thenComparing(io.sreagent.analysis.fact.Event::reason));
            return Answer.complete(List.copyOf(events));
        } catch (ClusterTrouble trouble) {
            return Answer.missing(List.of(), trouble.words());
        }
    }

    private static io.sreagent.analysis.fact.Event read(
            Event event,
            Instant time,
            Inventory inventory,
            Map<String, Optional<String>> workloads) {
        String message = text(event.getMessage());
        return new io.sreagent.analysis.fact.Event(
                time,
                resource(event, inventory, workloads),
                text(event.getReason()),
                message.length() > MOST_MESSAGE ? message.substring(0, MOST_MESSAGE) : message,
                "Warning".equals(event.getType()),
                countOf(event));
    }

    private static Resource resource(
            Event event, Inventory inventory, Map<String, Optional<String>> workloads) {
        ObjectReference about = event.getInvolvedObject();
        String name = text(about.getName());
        String namespace =
                about.getNamespace() != null
                        ? about.getNamespace()
                        : text(event.getMetadata().getNamespace());
        return switch (text(about.getKind())) {
            case "Node" -> Resource.node(name);
            case "Pod" ->
                    inventory.pod(
                            namespace,
                            name,
                            workloads.getOrDefault(namespace + "/" + name, Optional.empty()));
            case "ReplicaSet" -> inventory.workload(namespace, Inventory.withoutHash(name));
            default -> inventory.workload(namespace, name);
        };
    }

    /** When it was last seen: an event that repeats is one object with a growing count. */
    private static Instant timeOf(Event event) {
        String ofSeries =
                event.getSeries() == null || event.getSeries().getLastObservedTime() == null
                        ? null
                        : event.getSeries().getLastObservedTime().getTime();
        String once = event.getEventTime() == null ? null : event.getEventTime().getTime();
        return Stream.of(ofSeries, event.getLastTimestamp(), once, event.getFirstTimestamp())
                .map(Times::parse)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Times.created(event.getMetadata()));
    }

    private static int countOf(Event event) {
        Integer ofSeries = event.getSeries() == null ? null : event.getSeries().getCount();
        Integer count = ofSeries != null ? ofSeries : event.getCount();
        return count == null ? 1 : Math.max(1, count);
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
