package io.sreagent.integrations.prometheus;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Indicator.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which labels name which part of a resource: exporters, scrape configurations and meshes each have
 * their own habits.
 *
 * <p>{@code exported_…} comes first: Prometheus renames a label so when the scraped process meant
 * one thing and the target it was scraped from another, and the process knows better.
 */
final class LabelMap {

    /** A part of a resource, with the labels known to name it, best first. */
    private enum Part {
        CLUSTER("cluster", "k8s_cluster_name", "cluster_name"),
        NAMESPACE(
                "exported_namespace",
                "namespace",
                "kubernetes_namespace",
                "destination_service_namespace",
                "destination_workload_namespace",
                "k8s_namespace_name",
                "service_namespace"),
        WORKLOAD(
                "workload",
                "deployment",
                "statefulset",
                "daemonset",
                "destination_workload",
                "k8s_deployment_name",
                "k8s_statefulset_name",
                "k8s_daemonset_name"),
        POD("exported_pod", "pod", "kubernetes_pod_name", "pod_name", "k8s_pod_name"),
        NODE("node", "nodename", "kubernetes_node", "k8s_node_name", "host_name"),
        SERVICE(
                "exported_service",
                "service",
                "destination_service_name",
                "service_name",
                "kubernetes_name",
                "app_kubernetes_io_name",
                "app",
                "exported_job",
                "job"),
        CALLEE("callee", "target", "destination_service_name", "peer_service", "server_address"),
        CALLEE_NAMESPACE("callee_namespace", "target_namespace", "destination_service_namespace"),
        CALLER(
                "caller",
                "source_canonical_service",
                "source_workload",
                "exported_service",
                "service",
                "service_name",
                "app",
                "exported_job",
                "job"),
        CALLER_NAMESPACE(
                "caller_namespace",
                "source_workload_namespace",
                "exported_namespace",
                "namespace",
                "kubernetes_namespace",
                "service_namespace");

        private final List<String> usual;

        Part(String... usual) {
            this.usual = List.of(usual);
        }
    }

    /**
     * What labels say.
     *
     * @param qualifiers labels that name no part of the resource: they tell several series of one
     *     resource apart
     */
    record Named(Resource resource, Map<String, String> qualifiers) {}

    private final Map<Part, List<String>> labels = new java.util.EnumMap<>(Part.class);
    private final Set<String> claimed = new HashSet<>(Set.of("__name__", "instance"));

    /**
     * @param more part, in lower case → labels to try before the usual ones
     */
    LabelMap(Map<String, List<String>> more) {
        for (Part part : Part.values()) {
            List<String> names =
                    new ArrayList<>(
                            more.getOrDefault(part.name().toLowerCase(Locale.ROOT), List.of()));
            names.addAll(part.usual);
            labels.put(part, names);
            claimed.addAll(names);
        }
        for (String part : more.keySet()) {
            try {
                Part.valueOf(part.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException(
                        "prometheus.labels."
                                + part
                                + ": parts are cluster, namespace, workload, pod, node, service, callee, callee_namespace, caller, caller_namespace",
                        unknown);
            }
        }
    }

    Named name(Map<String, String> of, Scope scope) {
        Map<String, String> qualifiers = new TreeMap<>();
        of.forEach(
                (label, value) -> {
                    if (!claimed.contains(label) && !value.isEmpty()) qualifiers.put(label, value);
                });
        Resource resource =
                switch (scope) {
                    case SYSTEM -> Resource.NONE;
                    case NODE -> node(of);
                    case EDGE -> {
                        Resource caller =
                                Resource.service(
                                        orUnknown(first(of, Part.CALLER_NAMESPACE)),
                                        orUnknown(first(of, Part.CALLER)));
                        qualifiers.put("caller", caller.id());
                        yield callee(of);
                    }
                    case POD, WORKLOAD, SERVICE -> running(of, scope == Scope.POD);
                    case PLACEMENT -> {
                        String node = first(of, Part.NODE);
                        // Replicas run on several nodes: each placement is a series of its own.
                        if (node != null) qualifiers.put("node", node);
                        yield placed(running(of, false), node);
                    }
                };
        return new Named(resource, qualifiers);
    }

    /**
     * Parts that a resource of this scope needs and none of the labels names, each as a sentence.
     */
    List<String> missing(Set<String> of, Scope scope) {
        List<String> missing = new ArrayList<>();
        for (List<Part> anyOf : needed(scope)) {
            boolean told = anyOf.stream().flatMap(p -> known(p).stream()).anyMatch(of::contains);
            if (told || anyOf.contains(Part.NODE) && of.contains("instance")) continue;
            Part best = anyOf.getFirst();
            missing.add(
                    "no label names the %s (%s)"
                            .formatted(
                                    best.name().toLowerCase(Locale.ROOT),
                                    String.join(", ", known(best))));
        }
        return missing;
    }

    private List<String> known(Part part) {
        return labels.getOrDefault(part, List.of());
    }

    /** Of each set one is enough. */
    private static List<List<Part>> needed(Scope scope) {
        return switch (scope) {
            case SYSTEM -> List.of();
            case NODE -> List.of(List.of(Part.NODE));
            case EDGE -> List.of(List.of(Part.CALLEE), List.of(Part.CALLER));
            case POD -> List.of(List.of(Part.POD));
            case WORKLOAD, SERVICE -> List.of(List.of(Part.SERVICE, Part.WORKLOAD, Part.POD));
            case PLACEMENT ->
                    List.of(List.of(Part.SERVICE, Part.WORKLOAD, Part.POD), List.of(Part.NODE));
        };
    }

    private Resource running(Map<String, String> of, boolean podWanted) {
        String workload = first(of, Part.WORKLOAD);
        String pod = first(of, Part.POD);
        String service = first(of, Part.SERVICE);
        if (workload == null && pod != null) workload = PodNames.workloadOf(pod);
        // Where only one of the two is told, they are the same.
        if (workload == null) workload = service;
        if (service == null) service = workload;
        return new Resource(
                first(of, Part.CLUSTER),
                first(of, Part.NAMESPACE),
                workload,
                podWanted ? pod : null,
                null,
                service);
    }

    private static Resource placed(Resource workload, @Nullable String node) {
        return new Resource(
                workload.cluster(),
                workload.namespace(),
                workload.workload(),
                null,
                node,
                workload.service());
    }

    private Resource node(Map<String, String> of) {
        String node = first(of, Part.NODE);
        if (node == null && of.get("instance") != null) node = withoutPort(of.get("instance"));
        return new Resource(first(of, Part.CLUSTER), null, null, null, node, null);
    }

    private Resource callee(Map<String, String> of) {
        String host = withoutPort(orUnknown(first(of, Part.CALLEE)));
        String namespace = first(of, Part.CALLEE_NAMESPACE);
        String service = host;
        int dot = host.indexOf('.');
        if (dot > 0 && isClusterName(host)) { // checkout.shop, checkout.shop.svc.cluster.local
            service = host.substring(0, dot);
            String rest = host.substring(dot + 1);
            int end = rest.indexOf('.');
            if (namespace == null) namespace = end < 0 ? rest : rest.substring(0, end);
        } else if (dot > 0) { // api.example.com is nobody's namespace
            return new Resource(first(of, Part.CLUSTER), null, host, null, null, host);
        }
        if (namespace == null) namespace = first(of, Part.CALLER_NAMESPACE);
        return new Resource(first(of, Part.CLUSTER), namespace, service, null, null, service);
    }

    private static boolean isClusterName(String host) {
        String[] parts = host.split("\\.", -1);
        return parts.length == 2 && !parts[1].matches("com|org|net|io|dev|cn|[0-9]+")
                || parts.length >= 3 && parts[2].equals("svc");
    }

    private static String withoutPort(String address) {
        return address.replaceFirst(":[0-9]+$", "");
    }

    private static String orUnknown(@Nullable String name) {
        return name == null ? "unknown" : name;
    }

    private @Nullable String first(Map<String, String> of, Part part) {
        for (String label : labels.getOrDefault(part, List.of())) {
            String value = of.get(label);
            if (value != null && !value.isEmpty()) return value;
        }
        return null;
    }
}
