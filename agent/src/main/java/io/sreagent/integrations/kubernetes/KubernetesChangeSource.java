package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.ChangeSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was changed on purpose: roll-outs with what differs, contents of ConfigMaps, scaling,
 * autoscaler bounds, cordoned nodes, and that (never how) a Secret was written.
 *
 * <p>Asking is also looking: changes the cluster keeps no history of are seen from the first
 * question on.
 */
@Singleton
public final class KubernetesChangeSource implements ChangeSource {
    private final Cluster cluster;
    private final SecretWrites secrets;

    @Inject
    public KubernetesChangeSource(Cluster cluster) {
        this.cluster = cluster;
        this.secrets = new SecretWrites(new ApiServer(cluster.connection()));
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Answer<List<Change>> changes(Instant from, Instant until) {
        if (!cluster.isConfigured()) return Answer.complete(List.of());
        List<Change> changes = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        try {
            Inventory inventory = Inventory.of(cluster.view());
            inventory.entries().forEach(entry -> cluster.observed().see(entry.object()));
            look(ConfigMap.class, troubles);
            look(HorizontalPodAutoscaler.class, troubles);
            look(Node.class, troubles);
            changes.addAll(Rollouts.changes(cluster.view(), inventory));
            for (ObservedChanges.Observed seen : cluster.observed().between(from, until)) {
                changes.addAll(named(seen, inventory));
            }
            for (ObservedChanges.Observed seen : secrets.observed(troubles)) {
                changes.addAll(named(seen, inventory));
            }
        } catch (ClusterTrouble trouble) {
            troubles.add(trouble.words());
        }
        return new Answer<>(
                changes.stream()
                        .filter(c -> !c.time().isBefore(from) && c.time().isBefore(until))
                        .distinct()
                        .sorted(
                                Comparator.comparing(Change::time)
                                        .thenComparing(Change::reference)
                                        .thenComparing(c -> c.resource().id()))
                        .toList(),
                troubles);
    }

    private <T extends HasMetadata> void look(Class<T> kind, List<String> troubles) {
        try {
            cluster.view().allIfKnown(kind).forEach(cluster.observed()::see);
        } catch (ClusterTrouble trouble) {
            troubles.add(trouble.words());
        }
    }

    /** One change for each workload that it concerns. */
    private static List<Change> named(ObservedChanges.Observed seen, Inventory inventory) {
        List<Resource> concerned =
                switch (seen.about().kind()) {
                    case "Node" -> List.of(Resource.node(seen.about().name()));
                    case "ConfigMap" ->
                            inventory.entries().stream()
                                    .filter(e -> e.namespace().equals(seen.about().namespace()))
                                    .filter(
                                            e ->
                                                    ConfigReferences.of(e.template())
                                                            .contains(seen.about().name()))
                                    .map(e -> inventory.workload(e.namespace(), e.name()))
                                    .toList();
                    default ->
                            List.of(inventory.workload(seen.about().namespace(), seen.concerns()));
                };
        if (concerned.isEmpty()) {
            concerned = List.of(inventory.workload(seen.about().namespace(), seen.about().name()));
        }
        return concerned.stream()
                .map(
                        resource ->
                                new Change(
                                        seen.time(),
                                        resource,
                                        seen.kind(),
                                        seen.what(),
                                        seen.about().id()))
                .toList();
    }
}
