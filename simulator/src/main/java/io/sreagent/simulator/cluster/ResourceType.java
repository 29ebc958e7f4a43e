package io.sreagent.simulator.cluster;

import java.util.List;
import java.util.Optional;

/** One kind of object the API server serves. */
public record ResourceType(
        String group,
        String version,
        String kind,
        String plural,
        boolean namespaced,
        List<String> subresources,
        List<String> shortNames) {
    public static final ResourceType NAMESPACE =
            core("Namespace", "namespaces", false, List.of("status"), "ns");
    public static final ResourceType NODE = core("Node", "nodes", false, List.of("status"), "no");
    public static final ResourceType POD =
            core("Pod", "pods", true, List.of("status", "log", "eviction"), "po");
    public static final ResourceType SERVICE =
            core("Service", "services", true, List.of("status"), "svc");
    public static final ResourceType ENDPOINTS =
            core("Endpoints", "endpoints", true, List.of(), "ep");
    public static final ResourceType CONFIG_MAP =
            core("ConfigMap", "configmaps", true, List.of(), "cm");
    public static final ResourceType SECRET = core("Secret", "secrets", true, List.of());
    public static final ResourceType EVENT = core("Event", "events", true, List.of(), "ev");
    public static final ResourceType CLAIM =
            core("PersistentVolumeClaim", "persistentvolumeclaims", true, List.of("status"), "pvc");
    public static final ResourceType QUOTA =
            core("ResourceQuota", "resourcequotas", true, List.of("status"), "quota");
    public static final ResourceType SERVICE_ACCOUNT =
            core("ServiceAccount", "serviceaccounts", true, List.of(), "sa");
    public static final ResourceType DEPLOYMENT =
            in("apps", "v1", "Deployment", "deployments", List.of("status", "scale"), "deploy");
    public static final ResourceType REPLICA_SET =
            in("apps", "v1", "ReplicaSet", "replicasets", List.of("status", "scale"), "rs");
    public static final ResourceType STATEFUL_SET =
            in("apps", "v1", "StatefulSet", "statefulsets", List.of("status", "scale"), "sts");
    public static final ResourceType DAEMON_SET =
            in("apps", "v1", "DaemonSet", "daemonsets", List.of("status"), "ds");
    public static final ResourceType JOB = in("batch", "v1", "Job", "jobs", List.of("status"));
    public static final ResourceType CRON_JOB =
            in("batch", "v1", "CronJob", "cronjobs", List.of("status"), "cj");
    public static final ResourceType AUTOSCALER =
            in(
                    "autoscaling",
                    "v2",
                    "HorizontalPodAutoscaler",
                    "horizontalpodautoscalers",
                    List.of("status"),
                    "hpa");
    public static final ResourceType BUDGET =
            in(
                    "policy",
                    "v1",
                    "PodDisruptionBudget",
                    "poddisruptionbudgets",
                    List.of("status"),
                    "pdb");
    public static final ResourceType LEASE =
            in("coordination.k8s.io", "v1", "Lease", "leases", List.of());
    public static final ResourceType INGRESS =
            in("networking.k8s.io", "v1", "Ingress", "ingresses", List.of("status"), "ing");
    public static final ResourceType NETWORK_POLICY =
            in("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", List.of(), "netpol");

    public static final List<ResourceType> ALL =
            List.of(
                    NAMESPACE,
                    NODE,
                    POD,
                    SERVICE,
                    ENDPOINTS,
                    CONFIG_MAP,
                    SECRET,
                    EVENT,
                    CLAIM,
                    QUOTA,
                    SERVICE_ACCOUNT,
                    DEPLOYMENT,
                    REPLICA_SET,
                    STATEFUL_SET,
                    DAEMON_SET,
                    JOB,
                    CRON_JOB,
                    AUTOSCALER,
                    BUDGET,
                    LEASE,
                    INGRESS,
                    NETWORK_POLICY);

    private static ResourceType core(
            String kind,
            String plural,
            boolean namespaced,
            List<String> subresources,
            String... shortNames) {
        return new ResourceType(
                "", "v1", kind, plural, namespaced, subresources, List.of(shortNames));
    }

    private static ResourceType in(
            String group,
            String version,
            String kind,
            String plural,
            List<String> subresources,
            String... shortNames) {
        return new ResourceType(
                group, version, kind, plural, true, subresources, List.of(shortNames));
    }

    public static Optional<ResourceType> find(String group, String version, String plural) {
        return ALL.stream()
                .filter(
                        t ->
                                t.group.equals(group)
                                        && t.version.equals(version)
                                        && t.plural.equals(plural))
                .findFirst();
    }

    public static Optional<ResourceType> ofKind(String apiVersion, String kind) {
        return ALL.stream()
                .filter(t -> t.apiVersion().equals(apiVersion) && t.kind.equals(kind))
                .findFirst();
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** "deployments.apps", as error messages name it. */
    public String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** By group and plural alone: types are keys in busy maps. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceType type
                && plural.equals(type.plural)
                && group.equals(type.group);
    }

    @Override
    public int hashCode() {
        return plural.hashCode();
    }
}
