package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Logs of running pods, straight from the API server. It keeps little (the kubelet rotates at 10
 * MiB) and nothing of pods that are gone: where there is a log store, that answers better.
 */
@Singleton
public final class KubernetesLogSource implements LogSource {
    private static final int MOST_PODS = 10;
    private static final int MOST_BYTES = 5 * 1024 * 1024; // of one container

    private final Cluster cluster;

    @Inject
    public KubernetesLogSource(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Answer<List<LogLine>> lines(Resource of, Instant from, Instant until, int limit) {
        if (!cluster.isConfigured() || of.namespace() == null) return Answer.complete(List.of());
        List<LogLine> lines = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        try {
            Inventory inventory = Inventory.of(cluster.view());
            List<Pod> pods = pods(of, inventory);
            if (pods.size() > MOST_PODS) {
                troubles.add(
                        "%s has %d pods; only the logs of %d were read"
                                .formatted(of.id(), pods.size(), MOST_PODS));
                pods = pods.subList(0, MOST_PODS);
            }
            for (Pod pod : pods) {
                Resource resource = resource(pod, inventory);
                for (Container container : pod.getSpec().getContainers()) {
                    lines.addAll(read(pod, container.getName(), resource, from, limit, troubles));
                }
            }
        } catch (ClusterTrouble trouble) {
            troubles.add(trouble.words());
        }
        List<LogLine> inside =
                lines.stream()
                        .filter(l -> !l.time().isBefore(from) && l.time().isBefore(until))
                        .sorted(Comparator.comparing(LogLine::time))
                        .toList();
        return new Answer<>(
                inside.subList(Math.max(0, inside.size() - limit), inside.size()), troubles);
    }

    private List<Pod> pods(Resource of, Inventory inventory) throws ClusterTrouble {
        List<Pod> pods = new ArrayList<>();
        for (Pod pod : cluster.view().all(Pod.class)) {
            if (!Objects.equals(pod.getMetadata().getNamespace(), of.namespace())) continue;
            Resource resource = resource(pod, inventory);
            boolean meant =
                    of.pod() != null
                            ? of.pod().equals(resource.pod())
                            : Objects.equals(of.name(), resource.workload())
                                    || Objects.equals(of.name(), resource.service());
            if (meant) pods.add(pod);
        }
        return pods;
    }

    private static Resource resource(Pod pod, Inventory inventory) {
        Optional<String> workload = Inventory.ownerOf(pod.getMetadata());
        return inventory.pod(
                pod.getMetadata().getNamespace(), pod.getMetadata().getName(), workload);
    }

    private List<LogLine> read(
            Pod pod,
            String container,
            Resource resource,
            Instant from,
            int limit,
            List<String> troubles)
            throws ClusterTrouble {
        String namespace = pod.getMetadata().getNamespace();
        String name = pod.getMetadata().getName();
        String stream = namespace + "/" + name + "/" + container;
        try {
            // Twice the limit, since lines of one record are joined afterwards.
            String text =
                    cluster.connection()
                            .client()
                            .pods()
                            .inNamespace(namespace)
                            .withName(name)
                            .inContainer(container)
                            .usingTimestamps()
                            .limitBytes(MOST_BYTES)
                            .sinceTime(from.toString())
                            .tailingLines(limit > 5_000 ? 10_000 : limit * 2 + 100)
                            .getLog();
            return text == null ? List.of() : PodLogText.read(text, resource, stream);
        } catch (KubernetesClientException failed) {
            troubles.add("The log of " + stream + " cannot be read: " + failed.getMessage());
            return List.of();
        }
    }
}
