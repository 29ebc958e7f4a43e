package io.sreagent.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.ObjectStore;
import io.sreagent.simulator.cluster.Pods;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.cluster.Tree;
import io.sreagent.simulator.metrics.Labels;
import io.sreagent.simulator.metrics.SeriesStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What kube-state-metrics exports. Series are held, not sampled: they are rewritten only when an
 * object of their kind changed, so that two weeks in which little changes cost little.
 */
final class KubeSeries {
    private static final List<String> PHASES =
            List.of("Pending", "Running", "Succeeded", "Failed", "Unknown");
    private static final List<ResourceType> KINDS =
            List.of(
                    ResourceType.POD,
                    ResourceType.DEPLOYMENT,
                    ResourceType.REPLICA_SET,
                    ResourceType.STATEFUL_SET,
                    ResourceType.AUTOSCALER,
                    ResourceType.NODE);

    private final ObjectStore objects;
    private final SeriesStore store;
    private final Map<ResourceType, Long> seen = new HashMap<>();
    private final Map<ResourceType, Map<Labels, Double>> current = new HashMap<>();

    KubeSeries(ObjectStore objects, SeriesStore store) {
        this.objects = objects;
        this.store = store;
        KINDS.forEach(kind -> current.put(kind, new HashMap<>()));
    }

    void scrape(int slot) {
        for (ResourceType kind : KINDS) {
            long version = objects.version(kind);
            if (seen.getOrDefault(kind, -1L) != version) {
                seen.put(kind, version);
                Map<Labels, Double> now = new HashMap<>();
                objects.list(kind).forEach(object -> describe(kind, object, now));
                Map<Labels, Double> before = current.put(kind, now);
                now.forEach((labels, value) -> store.series(labels, slot).hold(slot, value));
                if (before != null) {
                    before.keySet().stream()
                            .filter(labels -> !now.containsKey(labels))
                            .forEach(labels -> store.series(labels, slot).end(slot));
                }
            }
        }
    }

    /** Nothing is scraped from this slot on, until {@link #scrape} is called again. */
    void pause(int slot) {
        current.values()
                .forEach(
                        held ->
                                held.keySet()
                                        .forEach(labels -> store.series(labels, slot).pause(slot)));
        current.values().forEach(Map::clear);
        seen.clear();
    }

    private static void describe(ResourceType kind, ObjectNode object, Map<Labels, Double> out) {
        switch (kind.kind()) {
            case "Pod" -> pod(object, out);
            case "Deployment" -> deployment(object, out);
            case "ReplicaSet" -> replicaSet(object, out);
            case "StatefulSet" -> statefulSet(object, out);
            case "HorizontalPodAutoscaler" -> autoscaler(object, out);
            default -> node(object, out);
        }
    }

    private static void put(
            Map<Labels, Double> out,
            double value,
            String metric,
            ObjectNode object,
            String kind,
            String... more) {
        var labels = new String[more.length + 6];
        labels[0] = Labels.NAME;
        labels[1] = metric;
        labels[2] = "namespace";
        labels[3] = Tree.namespace(object);
        labels[4] = kind;
        labels[5] = Tree.name(object);
        System.arraycopy(more, 0, labels, 6, more.length);
        out.put(Labels.of(labels), value);
    }

    private static void pod(ObjectNode pod, Map<Labels, Double> out) {
        String node = Pods.node(pod);
        JsonNode owner = Tree.at(pod, "metadata/ownerReferences/0");
        put(
                out,
                1,
                "kube_pod_info",
                pod,
                "pod",
                "node",
                node,
                "pod_ip",
                Tree.text(pod, "status/podIP"),
                "created_by_kind",
                owner.path("kind").asText(),
                "created_by_name",
                owner.path("name").asText());
        put(
                out,
                1,
                "kube_pod_owner",
                pod,
                "pod",
                "owner_kind",
                owner.path("kind").asText(),
                "owner_name",
                owner.path("name").asText());
        put(
                out,
                Tree.millis(Tree.text(pod, "metadata/creationTimestamp")) / 1000.0,
                "kube_pod_created",
                pod,
                "pod");
        String app = Tree.label(pod, "app");
        if (!app.isEmpty()) {
            put(
                    out,
                    1,
                    "kube_pod_labels",
                    pod,
                    "pod",
                    "label_app",
                    app,
                    "label_version",
                    Tree.label(pod, "version"));
        }
        String phase = Tree.text(pod, "status/phase");
        PHASES.forEach(
                p ->
                        put(
                                out,
                                p.equals(phase) ? 1 : 0,
                                "kube_pod_status_phase",
                                pod,
                                "pod",
                                "phase",
                                p));
        boolean ready = Pods.ready(pod);
        put(out, ready ? 1 : 0, "kube_pod_status_ready", pod, "pod", "condition", "true");
        put(out, ready ? 0 : 1, "kube_pod_status_ready", pod, "pod", "condition", "false");
        JsonNode container = Pods.container(pod);
        String name = container.path("name").asText();
        for (String side : List.of("limits", "requests")) {
            String metric = "kube_pod_container_resource_" + side;
            double cpu = side.equals("limits") ? Pods.limitCores(pod, 0) : Pods.requestCores(pod);
            double memory = side.equals("limits") ? Pods.limitMib(pod, 0) : Pods.requestMib(pod);
            put(
                    out,
                    cpu,
                    metric,
                    pod,
                    "pod",
                    "container",
                    name,
                    "node",
                    node,
                    "resource",
                    "cpu",
                    "unit",
                    "core");
            put(
                    out,
                    memory * 1048576,
                    metric,
                    pod,
                    "pod",
                    "container",
                    name,
                    "node",
                    node,
                    "resource",
                    "memory",
                    "unit",
                    "byte");
        }
        JsonNode status = Tree.at(pod, "status/containerStatuses/0");
        put(
                out,
                status.path("restartCount").asDouble(),
                "kube_pod_container_status_restarts_total",
                pod,
                "pod",
                "container",
                name);
        put(out, ready ? 1 : 0, "kube_pod_container_status_ready", pod, "pod", "container", name);
        put(
                out,
                1,
                "kube_pod_container_info",
                pod,
                "pod",
                "container",
                name,
                "image",
                container.path("image").asText());
        String waiting = Tree.text(status, "state/waiting/reason");
        if (!waiting.isEmpty()) {
            put(
                    out,
                    1,
                    "kube_pod_container_status_waiting_reason",
                    pod,
                    "pod",
                    "container",
                    name,
                    "reason",
                    waiting);
        }
        String last = Tree.text(status, "lastState/terminated/reason");
        if (!last.isEmpty()) {
            put(
                    out,
                    1,
                    "kube_pod_container_status_last_terminated_reason",
                    pod,
                    "pod",
                    "container",
                    name,
                    "reason",
                    last);
        }
    }

    private static void deployment(ObjectNode d, Map<Labels, Double> out) {
        JsonNode status = d.path("status");
        put(
                out,
                d.path("spec").path("replicas").asDouble(1),
                "kube_deployment_spec_replicas",
                d,
                "deployment");
        put(
                out,
                status.path("replicas").asDouble(),
                "kube_deployment_status_replicas",
                d,
                "deployment");
        put(
                out,
                status.path("availableReplicas").asDouble(),
                "kube_deployment_status_replicas_available",
                d,
                "deployment");
        put(
                out,
                status.path("unavailableReplicas").asDouble(),
                "kube_deployment_status_replicas_unavailable",
                d,
                "deployment");
        put(
                out,
                status.path("updatedReplicas").asDouble(),
                "kube_deployment_status_replicas_updated",
                d,
                "deployment");
        put(
                out,
                status.path("observedGeneration").asDouble(),
                "kube_deployment_status_observed_generation",
                d,
                "deployment");
        put(
                out,
                d.path("metadata").path("generation").asDouble(),
                "kube_deployment_metadata_generation",
                d,
                "deployment");
    }

    private static void replicaSet(ObjectNode set, Map<Labels, Double> out) {
        JsonNode owner = Tree.at(set, "metadata/ownerReferences/0");
        put(
                out,
                1,
                "kube_replicaset_owner",
                set,
                "replicaset",
                "owner_kind",
                owner.path("kind").asText(),
                "owner_name",
                owner.path("name").asText());
        put(
                out,
                set.path("spec").path("replicas").asDouble(),
                "kube_replicaset_spec_replicas",
                set,
                "replicaset");
    }

    private static void statefulSet(ObjectNode set, Map<Labels, Double> out) {
        put(
                out,
                set.path("spec").path("replicas").asDouble(1),
                "kube_statefulset_replicas",
                set,
                "statefulset");
        put(
                out,
                set.path("status").path("readyReplicas").asDouble(),
                "kube_statefulset_status_replicas_ready",
                set,
                "statefulset");
    }

    private static void autoscaler(ObjectNode hpa, Map<Labels, Double> out) {
        String prefix = "kube_horizontalpodautoscaler_";
        put(
                out,
                hpa.path("spec").path("minReplicas").asDouble(1),
                prefix + "spec_min_replicas",
                hpa,
                "horizontalpodautoscaler");
        put(
                out,
                hpa.path("spec").path("maxReplicas").asDouble(),
                prefix + "spec_max_replicas",
                hpa,
                "horizontalpodautoscaler");
        put(
                out,
                hpa.path("status").path("currentReplicas").asDouble(),
                prefix + "status_current_replicas",
                hpa,
                "horizontalpodautoscaler");
        put(
                out,
                hpa.path("status").path("desiredReplicas").asDouble(),
                prefix + "status_desired_replicas",
                hpa,
                "horizontalpodautoscaler");
    }

    private static void node(ObjectNode node, Map<Labels, Double> out) {
        put(out, 1, "kube_node_info", node, "node");
        put(
                out,
                node.path("spec").path("unschedulable").asBoolean() ? 1 : 0,
                "kube_node_spec_unschedulable",
                node,
                "node");
        for (String condition : List.of("Ready", "MemoryPressure", "DiskPressure", "PIDPressure")) {
            String is = Tree.condition(node, condition);
            for (String status : List.of("True", "False", "Unknown")) {
                put(
                        out,
                        is.equals(status) ? 1 : 0,
                        "kube_node_status_condition",
                        node,
                        "node",
                        "condition",
                        condition,
                        "status",
                        status.toLowerCase(java.util.Locale.ROOT));
            }
        }
    }
}
