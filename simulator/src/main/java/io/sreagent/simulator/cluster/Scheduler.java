package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts pending pods on the node with the least requested CPU among those that are ready, not
 * cordoned, not tainted, and have room; pods of one ReplicaSet spread first.
 */
final class Scheduler {
    private final Cluster cluster;
    private boolean retrying;

    Scheduler(Cluster cluster) {
        this.cluster = cluster;
    }

    void schedule() {
        ObjectStore objects = cluster.objects();
        boolean stuck = false;
        for (ObjectNode pod : objects.list(ResourceType.POD)) {
            if (Pods.node(pod).isEmpty() && !Tree.deleting(pod)) {
                stuck |= !place(pod);
            }
        }
        if (stuck && !retrying) {
            retrying = true;
            cluster.timeline()
                    .in(
                            20_000,
                            () -> {
                                retrying = false;
                                cluster.settle();
                            });
        }
    }

    private boolean place(ObjectNode pod) {
        ObjectStore objects = cluster.objects();
        Collection<ObjectNode> pods = objects.list(ResourceType.POD);
        String owner = Tree.text(pod, "metadata/ownerReferences/0/uid");
        Map<String, Double> cpu = new HashMap<>();
        Map<String, Double> memory = new HashMap<>();
        Map<String, Integer> siblings = new HashMap<>();
        for (ObjectNode other : pods) {
            if (!Pods.node(other).isEmpty() && Pods.active(other)) {
                cpu.merge(Pods.node(other), Pods.requestCores(other), Double::sum);
                memory.merge(Pods.node(other), Pods.requestMib(other), Double::sum);
                if (!owner.isEmpty()
                        && owner.equals(Tree.text(other, "metadata/ownerReferences/0/uid"))) {
                    siblings.merge(Pods.node(other), 1, Integer::sum);
                }
            }
        }
        String best = "";
        double bestRank = Double.POSITIVE_INFINITY;
        int full = 0;
        int closed = 0;
        for (ObjectNode node : objects.list(ResourceType.NODE)) {
            String name = Tree.name(node);
            if (!open(node)) {
                closed++;
                continue;
            }
            double cores = Quantities.cores(Tree.text(node, "status/allocatable/cpu"), 0);
            double room = Quantities.mebibytes(Tree.text(node, "status/allocatable/memory"), 0);
            double used = cpu.getOrDefault(name, 0.0);
            if (used + Pods.requestCores(pod) > cores
                    || memory.getOrDefault(name, 0.0) + Pods.requestMib(pod) > room) {
                full++;
                continue;
            }
            double rank = siblings.getOrDefault(name, 0) * 1000 + used / cores;
            if (rank < bestRank) {
                best = name;
                bestRank = rank;
            }
        }
        if (best.isEmpty()) {
            String why =
                    "0/%d nodes are available: %d Insufficient cpu or memory, %d node(s) were unschedulable or had untolerated taints."
                            .formatted(full + closed, full, closed);
            if (!retrying) {
                cluster.events().warning(pod, "default-scheduler", "FailedScheduling", why);
            }
            objects.edit(
                    ResourceType.POD,
                    pod,
                    p ->
                            Tree.condition(
                                    p,
                                    "PodScheduled",
                                    false,
                                    "Unschedulable",
                                    why,
                                    cluster.timeline().now()));
            return false;
        }
        String node = best;
        objects.edit(
                ResourceType.POD,
                pod,
                p -> {
                    Tree.make(p, "spec").put("nodeName", node);
                    Tree.condition(p, "PodScheduled", true, "", "", cluster.timeline().now());
                });
        cluster.events()
                .normal(
                        pod,
                        "default-scheduler",
                        "Scheduled",
                        "Successfully assigned %s/%s to %s"
                                .formatted(Tree.namespace(pod), Tree.name(pod), node));
        return true;
    }

    private static boolean open(JsonNode node) {
        boolean tainted = false;
        for (JsonNode taint : node.path("spec").path("taints")) {
            tainted |= !taint.path("effect").asText().equals("PreferNoSchedule");
        }
        return !tainted
                && !node.path("spec").path("unschedulable").asBoolean()
                && Tree.condition(node, "Ready").equals("True");
    }
}
