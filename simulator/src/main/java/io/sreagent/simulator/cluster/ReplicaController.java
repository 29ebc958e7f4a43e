package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.chance.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps as many pods as a ReplicaSet wants; takes away unready and young ones first. */
final class ReplicaController {
    private static final long RETRY = 30_000;

    private final Cluster cluster;
    private final ObjectStore objects;
    private final Dice dice;
    private final Containers containers;
    private final Map<String, Long> reported = new HashMap<>(); // by uid, when a refusal was
    private long made;
    private boolean retrying;

    ReplicaController(Cluster cluster, Dice dice, Containers containers) {
        this.cluster = cluster;
        this.objects = cluster.objects();
        this.dice = dice;
        this.containers = containers;
    }

    void reconcile(ObjectNode set) {
        boolean retired =
                set.path("spec").path("replicas").asInt() == 0
                        && set.path("status").has("replicas")
                        && set.path("status").path("replicas").asInt() == 0;
        if (retired
                && set.path("status").path("observedGeneration").asLong()
                        == set.path("metadata").path("generation").asLong()) {
            return; // most sets are old revisions at rest
        }
        List<ObjectNode> pods = new ArrayList<>();
        for (ObjectNode pod : objects.list(ResourceType.POD, Tree.namespace(set))) {
            if (Tree.ownedBy(pod, Tree.uid(set)) && Pods.active(pod)) {
                pods.add(pod);
            }
        }
        int wanted = set.path("spec").path("replicas").asInt();
        Optional<String> refused =
                pods.size() < wanted
                        ? containers.quotaRefusal(Tree.namespace(set))
                        : Optional.empty();
        for (int i = pods.size(); i < wanted && refused.isEmpty(); i++) {
            String name = Tree.name(set) + "-" + dice.suffix(5, made++);
            cluster.events()
                    .normal(
                            set,
                            "replicaset-controller",
                            "SuccessfulCreate",
                            "Created pod: " + name);
            pods.add(
                    objects.create(
                            ResourceType.POD,
                            Pods.draft(
                                    set,
                                    set.path("spec").path("template"),
                                    name,
                                    cluster.timeline().now())));
        }
        refused.ifPresent(why -> refuse(set, why));
        pods.sort(
                Comparator.<ObjectNode, Boolean>comparing(Pods::ready)
                        .thenComparing(
                                Comparator.comparing(
                                                (ObjectNode p) ->
                                                        Tree.text(p, "metadata/creationTimestamp"))
                                        .reversed()));
        for (int i = 0; i < pods.size() - wanted; i++) {
            cluster.events()
                    .normal(
                            set,
                            "replicaset-controller",
                            "SuccessfulDelete",
                            "Deleted pod: " + Tree.name(pods.get(i)));
            cluster.delete(ResourceType.POD, pods.get(i), false);
        }
        List<ObjectNode> kept = pods.subList(Math.max(0, pods.size() - wanted), pods.size());
        long ready = kept.stream().filter(Pods::ready).count();
        objects.edit(
                ResourceType.REPLICA_SET,
                set,
                s -> {
                    ObjectNode status = Tree.make(s, "status");
                    status.put("replicas", kept.size()).put("fullyLabeledReplicas", kept.size());
                    status.put("readyReplicas", ready).put("availableReplicas", ready);
                    status.put(
                            "observedGeneration", s.path("metadata").path("generation").asLong());
                });
    }

    private void refuse(ObjectNode set, String why) {
        long now = cluster.timeline().now();
        if (now - reported.getOrDefault(Tree.uid(set), Long.MIN_VALUE / 2) >= RETRY) {
            reported.put(Tree.uid(set), now);
            cluster.events()
                    .warning(
                            set,
                            "replicaset-controller",
                            "FailedCreate",
                            "Error creating: pods \"%s-\" is forbidden: %s"
                                    .formatted(Tree.name(set), why));
        }
        if (!retrying) {
            retrying = true;
            cluster.timeline()
                    .in(
                            RETRY,
                            () -> {
                                retrying = false;
                                cluster.settle();
                            });
        }
    }
}
