package io.sreagent.analysis.logs.read;

import io.sreagent.analysis.fact.Resource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which resource and trace a line is about, from the names that log shippers give such fields. */
final class Resources {
    private static final String[] CLUSTER = {"cluster", "k8s.cluster.name"};
    private static final String[] NAMESPACE = {
        "namespace", "kubernetes.namespace_name", "kubernetes.namespace", "k8s.namespace.name"
    };
    private static final String[] POD = {
        "pod", "kubernetes.pod_name", "kubernetes.pod.name", "k8s.pod.name"
    };
    private static final String[] NODE = {
        "node", "host", "hostname", "kubernetes.host", "k8s.node.name", "_HOSTNAME"
    };
    private static final String[] SERVICE = {
        "service",
        "service.name",
        "app",
        "application",
        "kubernetes.labels.app",
        "program",
        "kubernetes.container_name",
        "SYSLOG_IDENTIFIER"
    };
    private static final String[] TRACE = {
        "trace_id", "traceId", "traceID", "trace.id", "otelTraceID", "dd.trace_id"
    };

    private static final Set<String> NAMES = // a line with none of them tells nothing
            Stream.of(CLUSTER, NAMESPACE, POD, NODE, SERVICE, TRACE)
                    .flatMap(Stream::of)
                    .collect(Collectors.toUnmodifiableSet());

    private Resources() {}

    static Resource of(Map<String, String> fields, @Nullable String pod, Resource otherwise) {
        if (pod == null && !tell(fields)) return otherwise;
        String namedPod = pod != null ? pod : first(fields, POD);
        String service = either(first(fields, SERVICE), otherwise.service());
        return new Resource(
                either(first(fields, CLUSTER), otherwise.cluster()),
                either(first(fields, NAMESPACE), otherwise.namespace()),
                either(otherwise.workload(), service),
                either(namedPod, otherwise.pod()),
                either(first(fields, NODE), otherwise.node()),
                service);
    }

    static @Nullable String traceId(Map<String, String> fields) {
        return tell(fields) ? first(fields, TRACE) : null;
    }

    private static boolean tell(Map<String, String> fields) {
        for (String name : fields.keySet()) if (NAMES.contains(name)) return true;
        return false;
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }

    private static @Nullable String first(Map<String, String> fields, String[] names) {
        for (String name : names) {
            String value = fields.get(name);
            if (value != null && !value.isEmpty()) return value;
        }
        return null;
    }
}
