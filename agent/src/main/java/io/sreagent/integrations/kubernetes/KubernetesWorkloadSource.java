package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Autoscaler;
import io.sreagent.contract.source.Ceiling;
import io.sreagent.contract.source.Workload;
import io.sreagent.contract.source.WorkloadSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deployments, StatefulSets and DaemonSets as the API server has them. */
@Singleton
public final class KubernetesWorkloadSource implements WorkloadSource {
    private final Cluster cluster;

    @Inject
    public KubernetesWorkloadSource(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Answer<List<Workload>> workloads() {
        if (!cluster.isConfigured()) return Answer.complete(List.of());
        try {
            List<HorizontalPodAutoscaler> autoscalers =
                    cluster.view().allIfKnown(HorizontalPodAutoscaler.class);
            List<Workload> workloads = new ArrayList<>();
            for (Inventory.Entry entry : Inventory.of(cluster.view()).entries()) {
                workloads.add(read(entry, autoscalers));
            }
            return Answer.complete(List.copyOf(workloads));
        } catch (ClusterTrouble trouble) {
            return Answer.missing(List.of(), trouble.words());
        }
    }

    @Override
    public Answer<Optional<Ceiling>> ceiling(Target workload) {
        if (!cluster.isConfigured()) return Answer.complete(Optional.empty());
        List<String> troubles = new ArrayList<>();
        List<HorizontalPodAutoscaler> autoscalers = known(HorizontalPodAutoscaler.class, troubles);
        List<ResourceQuota> quotas = known(ResourceQuota.class, troubles);
        try {
            Optional<Ceiling> least =
                    Inventory.of(cluster.view()).entries().stream()
                            .filter(entry -> isSame(entry.object(), workload))
                            .findFirst()
                            .flatMap(
                                    entry ->
                                            Ceilings.least(
                                                    entry.object(),
                                                    entry.template(),
                                                    counts(entry.object()).wanted(),
                                                    autoscalers,
                                                    quotas));
            return new Answer<>(least, troubles);
        } catch (ClusterTrouble trouble) {
            return Answer.missing(Optional.empty(), trouble.words());
        }
    }

    @Override
    public Answer<Optional<Autoscaler>> autoscaler(Target workload) {
        if (!cluster.isConfigured()) return Answer.complete(Optional.empty());
        List<String> troubles = new ArrayList<>();
        List<HorizontalPodAutoscaler> all = known(HorizontalPodAutoscaler.class, troubles);
        return new Answer<>(Autoscalers.of(workload, all).map(Autoscalers::read), troubles);
    }

    /** What an account may not read limits nothing that it knows of, and it says so. */
    private <T extends HasMetadata> List<T> known(Class<T> kind, List<String> troubles) {
        try {
            return cluster.view().allIfKnown(kind);
        } catch (ClusterTrouble trouble) {
            troubles.add(trouble.words());
            return List.of();
        }
    }

    private static boolean isSame(HasMetadata object, Target target) {
        return object.getKind().equals(target.kind())
                && object.getMetadata().getNamespace().equals(target.namespace())
                && object.getMetadata().getName().equals(target.name());
    }

    private static Workload read(Inventory.Entry entry, List<HorizontalPodAutoscaler> autoscalers) {
        HasMetadata object = entry.object();
        ObjectMeta meta = object.getMetadata();
        Map<String, String> images = new LinkedHashMap<>();
        for (Container container : entry.template().getSpec().getContainers()) {
            images.put(
                    container.getName(), container.getImage() == null ? "" : container.getImage());
        }
        List<String> owners = new ArrayList<>();
        Autoscalers.of(object, autoscalers)
                .ifPresent(hpa -> owners.add("hpa/" + hpa.getMetadata().getName()));
        Owners.of(meta).forEach(owner -> owners.add(owner.name()));
        Counts counts = counts(object);
        return new Workload(
                new Target(object.getKind(), meta.getNamespace(), meta.getName(), meta.getUid()),
                entry.services(),
                meta.getLabels() == null ? Map.of() : meta.getLabels(),
                images,
                counts.wanted(),
                counts.available(),
                counts.revision(),
                owners,
                ConfigReferences.of(entry.template()));
    }

    private record Counts(int wanted, int available, long revision) {}

    private static Counts counts(HasMetadata object) {
        return switch (object) {
            case Deployment d ->
                    new Counts(
                            orOne(d.getSpec().getReplicas()),
                            d.getStatus() == null
                                    ? 0
                                    : orZero(d.getStatus().getAvailableReplicas()),
                            Rollouts.revision(d.getMetadata()));
            case StatefulSet s ->
                    new Counts(
                            orOne(s.getSpec().getReplicas()),
                            s.getStatus() == null ? 0 : orZero(s.getStatus().getReadyReplicas()),
                            0);
            case DaemonSet d ->
                    new Counts(
                            d.getStatus() == null
                                    ? 0
                                    : orZero(d.getStatus().getDesiredNumberScheduled()),
                            d.getStatus() == null ? 0 : orZero(d.getStatus().getNumberAvailable()),
                            0);
            default -> throw new IllegalArgumentException(object.getKind() + " runs no pods");
        };
    }

    private static int orOne(@Nullable Integer count) {
        return count == null ? 1 : count; // Kubernetes' own default for replicas
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
