package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rolls a Deployment towards its template: one ReplicaSet per template, numbered by {@code
 * deployment.kubernetes.io/revision}; going back to an old template takes its old ReplicaSet up
 * again under a new number, as in Kubernetes.
 */
final class DeploymentController {
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String CAUSE = "kubernetes.io/change-cause";
    private static final String HASH = "pod-template-hash";
    private static final int HISTORY = 10;

    private final Cluster cluster;
    private final ObjectStore objects;
    private final Map<String, Long> rolling =
            new HashMap<>(); // since when a rollout has stood where it stands

    DeploymentController(Cluster cluster) {
        this.cluster = cluster;
        this.objects = cluster.objects();
    }

    void reconcile(ObjectNode deployment) {
        List<ObjectNode> sets = new ArrayList<>();
        for (ObjectNode set : objects.list(ResourceType.REPLICA_SET, Tree.namespace(deployment))) {
            if (Tree.ownedBy(set, Tree.uid(deployment))) {
                sets.add(set);
            }
        }
        sets.sort(Comparator.comparingLong(DeploymentController::revision));
        Optional<ObjectNode> current =
                sets.stream().filter(s -> sameTemplate(s, deployment)).findFirst();
        boolean paused = deployment.path("spec").path("paused").asBoolean();
        if (current.isEmpty() && paused) {
            current = sets.isEmpty() ? Optional.empty() : Optional.of(sets.getLast());
        }
        if (current.isEmpty()) {
            current = Optional.of(newSet(deployment, sets));
        } else if (!paused && !sets.getLast().equals(current.get())) {
            long next = revision(sets.getLast()) + 1;
            objects.edit(
                    ResourceType.REPLICA_SET, current.get(), s -> annotate(s, deployment, next));
        }
        if (current.isPresent()) {
            ObjectNode set = latest(current.get());
            List<ObjectNode> old =
                    sets.stream().filter(s -> !Tree.uid(s).equals(Tree.uid(set))).toList();
            if (!paused) {
                roll(deployment, set, old);
                forget(old);
            } else {
                scale(deployment, set, Math.max(0, wanted(deployment) - total(old)));
            }
            status(deployment, latest(set), old.stream().map(this::latest).toList());
        }
    }

    private ObjectNode latest(ObjectNode set) {
        return objects.get(ResourceType.REPLICA_SET, Tree.namespace(set), Tree.name(set))
                .orElse(set);
    }

    private static long revision(JsonNode object) {
        String text = Tree.annotation(object, REVISION);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static boolean sameTemplate(ObjectNode set, ObjectNode deployment) {
        ObjectNode template = set.path("spec").path("template").deepCopy();
        Tree.make(template, "metadata/labels").remove(HASH);
        return template.equals(deployment.path("spec").path("template"));
    }

    private static void annotate(ObjectNode set, ObjectNode deployment, long revision) {
        ObjectNode annotations = Tree.make(set, "metadata/annotations");
        annotations.put(REVISION, Long.toString(revision));
        annotations.put(
                "deployment.kubernetes.io/desired-replicas", Integer.toString(wanted(deployment)));
        String cause = Tree.annotation(deployment, CAUSE);
        if (!cause.isEmpty()) {
            annotations.put(CAUSE, cause);
        }
    }

    private ObjectNode newSet(ObjectNode deployment, List<ObjectNode> sets) {
        JsonNode template = deployment.path("spec").path("template");
        String hash = hash(template);
        ObjectNode set = Tree.object();
        Tree.make(set, "metadata")
                .put("name", Tree.name(deployment) + "-" + hash)
                .put("namespace", Tree.namespace(deployment));
        Tree.make(set, "metadata").putArray("ownerReferences").add(Pods.owner(deployment));
        annotate(set, deployment, sets.isEmpty() ? 1 : revision(sets.getLast()) + 1);
        ObjectNode spec = Tree.make(set, "spec");
        spec.put("replicas", 0);
        spec.set("selector", deployment.path("spec").path("selector").deepCopy());
        Tree.make(spec, "selector/matchLabels").put(HASH, hash);
        spec.set("template", template.deepCopy());
        ObjectNode labels = Tree.make(spec, "template/metadata/labels");
        labels.put(HASH, hash);
        Tree.make(set, "metadata").set("labels", labels.deepCopy());
        return objects.create(ResourceType.REPLICA_SET, set);
    }

    /** Ten characters of the alphabet Kubernetes uses, from the template's text (FNV-1a). */
    private static String hash(JsonNode template) {
        long h = 0xcbf29ce484222325L;
        for (char c : template.toString().toCharArray()) {
            h = (h ^ c) * 0x100000001b3L;
        }
        var text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            text.append("bcdfghjklmnpqrstvwxz2456789".charAt((int) Long.remainderUnsigned(h, 27)));
            h = Long.divideUnsigned(h, 27);
        }
        return text.toString();
    }

    private static int wanted(JsonNode deployment) {
        return deployment.path("spec").path("replicas").asInt(1);
    }

    private int total(List<ObjectNode> sets) {
        return sets.stream().mapToInt(s -> latest(s).path("spec").path("replicas").asInt()).sum();
    }

    private static int portion(JsonNode value, int replicas, boolean up, String otherwise) {
        String text = value.isMissingNode() ? otherwise : value.asText();
        if (!text.endsWith("%")) {
            return Integer.parseInt(text);
        }
        double share = Integer.parseInt(text.substring(0, text.length() - 1)) / 100.0 * replicas;
        return (int) (up ? Math.ceil(share) : Math.floor(share));
    }

    private void roll(ObjectNode deployment, ObjectNode set, List<ObjectNode> old) {
        int wanted = wanted(deployment);
        JsonNode strategy = deployment.path("spec").path("strategy");
        if (strategy.path("type").asText("RollingUpdate").equals("Recreate")) {
            old.forEach(s -> scale(deployment, s, 0));
            boolean gone = old.stream().allMatch(s -> podsOf(s) == 0);
            scale(deployment, set, gone ? wanted : set.path("spec").path("replicas").asInt());
            return;
        }
        int surge = portion(strategy.path("rollingUpdate").path("maxSurge"), wanted, true, "25%");
        int unavailable =
                portion(
                        strategy.path("rollingUpdate").path("maxUnavailable"),
                        wanted,
                        false,
                        "25%");
        if (surge == 0 && unavailable == 0) {
            unavailable = 1;
        }
        int have = set.path("spec").path("replicas").asInt();
        int oldTotal = total(old);
        if (have > wanted || oldTotal == 0) {
            have = wanted;
        } else {
            have = Math.min(wanted, Math.max(have, wanted + surge - oldTotal));
        }
        scale(deployment, set, have);
        ObjectNode now = latest(set);
        int newUnavailable =
                now.path("spec").path("replicas").asInt()
                        - now.path("status").path("availableReplicas").asInt();
        int mayGo = have + oldTotal - (wanted - unavailable) - Math.max(0, newUnavailable);
        for (boolean unhealthyOnly : new boolean[] {true, false}) {
            for (ObjectNode s : old) {
                ObjectNode live = latest(s);
                int replicas = live.path("spec").path("replicas").asInt();
                int unhealthy = replicas - live.path("status").path("availableReplicas").asInt();
                int down = Math.max(0, Math.min(mayGo, unhealthyOnly ? unhealthy : replicas));
                if (down > 0) {
                    scale(deployment, live, replicas - down);
                    mayGo -= down;
                }
            }
        }
    }

    private long podsOf(ObjectNode set) {
        return objects.list(ResourceType.POD, Tree.namespace(set)).stream()
                .filter(p -> Tree.ownedBy(p, Tree.uid(set)))
                .count();
    }

    private void scale(ObjectNode deployment, ObjectNode set, int replicas) {
        int before = latest(set).path("spec").path("replicas").asInt();
        if (before == replicas) {
            return;
        }
        cluster.events()
                .normal(
                        deployment,
                        "deployment-controller",
                        "ScalingReplicaSet",
                        "Scaled %s replica set %s from %d to %d"
                                .formatted(
                                        replicas > before ? "up" : "down",
                                        Tree.name(set),
                                        before,
                                        replicas));
        objects.edit(
                ResourceType.REPLICA_SET, set, s -> Tree.make(s, "spec").put("replicas", replicas));
    }

    private void forget(List<ObjectNode> old) {
        List<ObjectNode> empty =
                old.stream()
                        .map(this::latest)
                        .filter(s -> s.path("spec").path("replicas").asInt() == 0 && podsOf(s) == 0)
                        .toList();
        for (int i = 0; i < empty.size() - HISTORY; i++) {
            objects.remove(ResourceType.REPLICA_SET, empty.get(i));
        }
    }

    private void status(ObjectNode deployment, ObjectNode set, List<ObjectNode> old) {
        long now = cluster.timeline().now();
        int wanted = wanted(deployment);
        int updated = set.path("status").path("replicas").asInt();
        int all =
                updated
                        + old.stream()
                                .mapToInt(s -> s.path("status").path("replicas").asInt())
                                .sum();
        int ready =
                set.path("status").path("readyReplicas").asInt()
                        + old.stream()
                                .mapToInt(s -> s.path("status").path("readyReplicas").asInt())
                                .sum();
        int newReady = set.path("status").path("readyReplicas").asInt();
        JsonNode strategy = deployment.path("spec").path("strategy").path("rollingUpdate");
        int least = wanted - portion(strategy.path("maxUnavailable"), wanted, false, "25%");
        boolean done = newReady >= wanted && updated == wanted && all == updated;
        objects.edit(
                ResourceType.DEPLOYMENT,
                deployment,
                d -> {
                    Tree.make(d, "metadata/annotations")
                            .put(REVISION, Long.toString(revision(set)));
                    ObjectNode status = Tree.make(d, "status");
                    status.put(
                            "observedGeneration", d.path("metadata").path("generation").asLong());
                    count(status, "replicas", all);
                    count(status, "updatedReplicas", updated);
                    count(status, "readyReplicas", ready);
                    count(status, "availableReplicas", ready);
                    count(
                            status,
                            "unavailableReplicas",
                            Math.max(0, Math.max(all, wanted) - ready));
                    boolean available = ready >= least;
                    Tree.condition(
                            d,
                            "Available",
                            available,
                            available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                            available
                                    ? "Deployment has minimum availability."
                                    : "Deployment does not have minimum availability.",
                            now);
                    progress(d, set, done, now);
                });
    }

    private static void count(ObjectNode status, String field, int value) {
        if (value == 0) {
            status.remove(field);
        } else {
            status.put(field, value);
        }
    }

    private void progress(ObjectNode d, ObjectNode set, boolean done, long now) {
        long since = rollingSince(d, set, done, now);
        long deadline = d.path("spec").path("progressDeadlineSeconds").asLong(600) * 1000;
        boolean late = !done && now - since >= deadline;
        String name = Tree.name(set);
        if (late) {
            Tree.condition(
                    d,
                    "Progressing",
                    false,
                    "ProgressDeadlineExceeded",
                    "ReplicaSet \"%s\" has timed out progressing.".formatted(name),
                    now);
        } else if (done) {
            Tree.condition(
                    d,
                    "Progressing",
                    true,
                    "NewReplicaSetAvailable",
                    "ReplicaSet \"%s\" has successfully progressed.".formatted(name),
                    now);
        } else {
            Tree.condition(
                    d,
                    "Progressing",
                    true,
                    "ReplicaSetUpdated",
                    "ReplicaSet \"%s\" is progressing.".formatted(name),
                    now);
        }
    }

    private long rollingSince(ObjectNode d, ObjectNode set, boolean done, long now) {
        String key = Tree.uid(d);
        if (done) {
            rolling.remove(key);
            return now;
        }
        String template =
                key + "/" + Tree.name(set) + "/" + set.path("status").path("readyReplicas").asInt();
        Long since = rolling.get(template);
        if (since == null) {
            rolling.keySet().removeIf(k -> k.startsWith(key));
            rolling.put(template, now);
            cluster.timeline()
                    .in(
                            d.path("spec").path("progressDeadlineSeconds").asLong(600) * 1000,
                            cluster::settle);
            return now;
        }
        return since;
    }
}
