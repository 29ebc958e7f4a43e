package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the numbered pods of a StatefulSet and their volume claims; replaces outdated ones from the
 * highest down, one by one.
 */
final class StatefulSetController {
    private static final String HASH = "controller-revision-hash";

    private final Cluster cluster;
    private final ObjectStore objects;

    StatefulSetController(Cluster cluster) {
        this.cluster = cluster;
        this.objects = cluster.objects();
    }

    void reconcile(ObjectNode set) {
        String namespace = Tree.namespace(set);
        int wanted = set.path("spec").path("replicas").asInt(1);
        JsonNode template = set.path("spec").path("template");
        String hash =
                Tree.name(set) + "-" + Integer.toUnsignedString(template.toString().hashCode(), 36);
        List<ObjectNode> pods = new ArrayList<>();
        for (ObjectNode pod : objects.list(ResourceType.POD, namespace)) {
            if (Tree.ownedBy(pod, Tree.uid(set))) {
                pods.add(pod);
            }
        }
        for (ObjectNode pod : pods) {
            if (ordinal(pod) >= wanted && !Tree.deleting(pod)) {
                cluster.delete(ResourceType.POD, pod, false);
            }
        }
        for (int i = 0; i < wanted; i++) {
            String name = Tree.name(set) + "-" + i;
            claims(set, name);
            if (objects.get(ResourceType.POD, namespace, name).isEmpty()) {
                ObjectNode pod = Pods.draft(set, template, name, cluster.timeline().now());
                Tree.make(pod, "metadata/labels")
                        .put(HASH, hash)
                        .put("statefulset.kubernetes.io/pod-name", name);
                objects.create(ResourceType.POD, pod);
                cluster.events()
                        .normal(
                                set,
                                "statefulset-controller",
                                "SuccessfulCreate",
                                "create Pod %s in StatefulSet %s successful"
                                        .formatted(name, Tree.name(set)));
            }
        }
        boolean allReady = pods.size() == wanted && pods.stream().allMatch(Pods::ready);
        List<ObjectNode> outdated =
                pods.stream().filter(p -> !Tree.label(p, HASH).equals(hash)).toList();
        if (!outdated.isEmpty()
                && (allReady
                        || outdated.stream().anyMatch(p -> !Pods.ready(p) && !Tree.deleting(p)))) {
            ObjectNode last =
                    outdated.stream()
                            .filter(p -> allReady || !Pods.ready(p))
                            .reduce((a, b) -> b)
                            .orElseThrow();
            if (!Tree.deleting(last)) {
                cluster.delete(ResourceType.POD, last, false);
            }
        }
        status(set, hash, wanted);
    }

    private static int ordinal(ObjectNode pod) {
        String name = Tree.name(pod);
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    private void claims(ObjectNode set, String pod) {
        for (JsonNode template : set.path("spec").path("volumeClaimTemplates")) {
            String name = Tree.name(template) + "-" + pod;
            if (objects.get(ResourceType.CLAIM, Tree.namespace(set), name).isEmpty()) {
                ObjectNode claim = Tree.object();
                Tree.make(claim, "metadata")
                        .put("name", name)
                        .put("namespace", Tree.namespace(set));
                Tree.make(claim, "metadata")
                        .set(
                                "labels",
                                set.path("spec").path("selector").path("matchLabels").deepCopy());
                claim.set("spec", template.path("spec").deepCopy());
                Tree.make(claim, "spec").put("volumeName", "pv-" + name);
                Tree.make(claim, "status").put("phase", "Bound");
                Tree.make(claim, "status/capacity")
                        .put("storage", Tree.text(template, "spec/resources/requests/storage"));
                objects.create(ResourceType.CLAIM, claim);
            }
        }
    }

    private void status(ObjectNode set, String hash, int wanted) {
        List<ObjectNode> pods =
                objects.list(ResourceType.POD, Tree.namespace(set)).stream()
                        .filter(p -> Tree.ownedBy(p, Tree.uid(set)) && !Tree.deleting(p))
                        .toList();
        long ready = pods.stream().filter(Pods::ready).count();
        long updated = pods.stream().filter(p -> Tree.label(p, HASH).equals(hash)).count();
        objects.edit(
                ResourceType.STATEFUL_SET,
                set,
                s -> {
                    ObjectNode status = Tree.make(s, "status");
                    status.put(
                            "observedGeneration", s.path("metadata").path("generation").asLong());
                    status.put("replicas", pods.size())
                            .put("readyReplicas", ready)
                            .put("availableReplicas", ready);
                    status.put("updatedReplicas", updated).put("updateRevision", hash);
                    if (updated == wanted) {
                        status.put("currentRevision", hash).put("currentReplicas", updated);
                    }
                });
    }
}
