package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.sreagent.analysis.cause.DependencyGraph.Edge;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.DependencySource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which Services the settings of a workload name. That one is named does not prove that it is
 * called, so these edges are less sure than measured calls; but they are there before the first
 * call, and where nothing measures any. Cost: settings, once in a few minutes.
 */
@Singleton
public final class KubernetesDependencySource implements DependencySource {
    private final Cluster cluster;

    @Inject
    public KubernetesDependencySource(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Answer<List<Edge>> dependencies() {
        if (!cluster.isConfigured()) return Answer.complete(List.of());
        try {
            return Answer.complete(read());
        } catch (ClusterTrouble trouble) {
            return Answer.missing(List.of(), trouble.words());
        }
    }

    private List<Edge> read() throws ClusterTrouble {
        Inventory inventory = Inventory.of(cluster.view());
        Map<String, Resource> services = services(inventory);
        Map<String, Map<String, Map<String, String>>> configMaps = new HashMap<>();
        for (ConfigMap map : cluster.view().all(ConfigMap.class))
            if (map.getData() != null)
                configMaps
                        .computeIfAbsent(map.getMetadata().getNamespace(), n -> new HashMap<>())
                        .put(map.getMetadata().getName(), map.getData());
        Map<String, Edge> edges = new LinkedHashMap<>();
        for (Inventory.Entry entry : inventory.entries()) {
            Resource caller = inventory.workload(entry.namespace(), entry.name());
            TemplateSettings.of(
                            entry.template(), configMaps.getOrDefault(entry.namespace(), Map.of()))
                    .forEach(
                            (name, value) ->
                                    add(
                                            caller,
                                            ServiceReference.in(
                                                    name,
                                                    value,
                                                    entry.namespace(),
                                                    services.keySet()),
                                            services,
                                            edges));
        }
        return List.copyOf(edges.values());
    }

    private void add(
            Resource caller,
            List<ServiceReference> references,
            Map<String, Resource> services,
            Map<String, Edge> edges) {
        for (ServiceReference reference : references) {
            Resource callee = services.get(reference.service());
            // A workload often names itself, to say under which address it is reached.
            if (callee == null || callee.id().equals(caller.id())) continue;
            edges.merge(
                    caller.id() + " > " + callee.id(),
                    new Edge(caller, callee, reference.confidence(), name()),
                    (one, other) -> one.confidence() >= other.confidence() ? one : other);
        }
    }

    /**
     * Every Service, and what its callers mean by it: the workload behind it, or, where the cluster
     * runs none, the Service itself.
     */
    private Map<String, Resource> services(Inventory inventory) throws ClusterTrouble {
        Map<String, Resource> services = new LinkedHashMap<>();
        for (Service service : cluster.view().all(Service.class)) {
            String namespace = service.getMetadata().getNamespace();
            String name = service.getMetadata().getName();
            services.put(namespace + "/" + name, Resource.service(namespace, name));
        }
        for (Inventory.Entry entry : inventory.entries())
            for (String service : entry.services())
                services.put(
                        entry.namespace() + "/" + service,
                        inventory.workload(entry.namespace(), entry.name()));
        return services;
    }
}
