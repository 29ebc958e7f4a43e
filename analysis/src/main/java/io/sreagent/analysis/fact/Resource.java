package io.sreagent.analysis.fact;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Identity of the thing a fact is about, so that facts from different sources join. A part that a
 * source does not know is null; {@link #id()} names the most specific part that is known.
 *
 * @param workload the controller's name without its kind, such as {@code checkout}
 * @param service the name callers use; where a source tells only a workload, the two are the same
 */
public record Resource(
        @Nullable String cluster,
        @Nullable String namespace,
        @Nullable String workload,
        @Nullable String pod,
        @Nullable String node,
        @Nullable String service) {

    /** Nothing known: an indicator of the whole system. */
    public static final Resource NONE = new Resource(null, null, null, null, null, null);

    public static Resource service(String namespace, String name) {
        return new Resource(null, namespace, name, null, null, name);
    }

    public static Resource pod(String namespace, String workload, String pod) {
        return new Resource(null, namespace, workload, pod, null, workload);
    }

    public static Resource node(String node) {
        return new Resource(null, null, null, null, node, null);
    }

    /** A service or a node by its {@link #id}; without a slash, a service in no namespace. */
    public static Resource named(String id) {
        int slash = id.indexOf('/');
        if (slash < 0) return new Resource(null, null, id, null, null, id);
        String name = id.substring(slash + 1);
        return id.startsWith("node/") ? node(name) : service(id.substring(0, slash), name);
    }

    /**
     * {@code namespace/service}, {@code namespace/service/pod} or {@code node/name}; {@code -} when
     * nothing is known.
     */
    public String id() {
        if (namesNode()) return "node/" + node;
        if (namesNothing()) return "-";
        StringJoiner id = new StringJoiner("/");
        if (namespace != null) id.add(namespace);
        if (name() != null) id.add(name());
        if (pod != null) id.add(pod);
        return id.toString();
    }

    /** Whether it is a machine, and not something that runs on one. */
    public boolean namesNode() {
        return node != null && runsNothing();
    }

    private boolean namesNothing() {
        return node == null && runsNothing();
    }

    private boolean runsNothing() {
        return namespace == null && service == null && workload == null && pod == null;
    }

    /** The name a person would call it by: service, else workload, else pod, else node. */
    public @Nullable String name() {
        if (service != null) return service;
        if (workload != null) return workload;
        return pod != null ? pod : node;
    }

    /**
     * The same thing without its pod, and without where it runs: what a dependency graph has as its
     * node.
     */
    public Resource owner() {
        boolean isOwner = pod == null && (node == null || namesNode());
        return isOwner ? this : new Resource(cluster, namespace, workload, null, null, service);
    }
}
