package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads and drafts pods. */
public final class Pods {
    private Pods() {}

    public static boolean ready(JsonNode pod) {
        return !Tree.deleting(pod) && Tree.condition(pod, "Ready").equals("True");
    }

    /** Neither going away nor done. */
    public static boolean active(JsonNode pod) {
        String phase = Tree.text(pod, "status/phase");
        return !Tree.deleting(pod) && !phase.equals("Succeeded") && !phase.equals("Failed");
    }

    public static String node(JsonNode pod) {
        return Tree.text(pod, "spec/nodeName");
    }

    public static JsonNode container(JsonNode pod) {
        return pod.path("spec").path("containers").path(0);
    }

    public static String image(JsonNode pod) {
        return container(pod).path("image").asText();
    }

    public static double limitMib(JsonNode pod, double otherwise) {
        return Quantities.mebibytes(
                Tree.text(container(pod), "resources/limits/memory"), otherwise);
    }

    public static double limitCores(JsonNode pod, double otherwise) {
        return Quantities.cores(Tree.text(container(pod), "resources/limits/cpu"), otherwise);
    }

    public static double requestCores(JsonNode pod) {
        return Quantities.cores(Tree.text(container(pod), "resources/requests/cpu"), 0.1);
    }

    public static double requestMib(JsonNode pod) {
        return Quantities.mebibytes(Tree.text(container(pod), "resources/requests/memory"), 128);
    }

    public static int restarts(JsonNode pod) {
        return Tree.at(pod, "status/containerStatuses/0/restartCount").asInt();
    }

    /** A pod as its owner's template says, pending. */
    static ObjectNode draft(ObjectNode owner, JsonNode template, String name, long now) {
        ObjectNode pod = Tree.object();
        ObjectNode metadata = Tree.make(pod, "metadata");
        metadata.put("name", name).put("namespace", Tree.namespace(owner));
        metadata.set("labels", template.path("metadata").path("labels").deepCopy());
        if (template.path("metadata").has("annotations")) {
            metadata.set("annotations", template.path("metadata").path("annotations").deepCopy());
        }
        metadata.putArray("ownerReferences").add(owner(owner));
        pod.set("spec", template.path("spec").deepCopy());
        ObjectNode spec = Tree.make(pod, "spec");
        if (!spec.has("restartPolicy")) {
            spec.put("restartPolicy", "Always");
        }
        pending(pod, now);
        return pod;
    }

    static void pending(ObjectNode pod, long now) {
        Tree.make(pod, "status").put("phase", "Pending").put("qosClass", "Burstable");
        Tree.condition(pod, "PodScheduled", false, "", "", now);
    }

    static ObjectNode owner(ObjectNode owner) {
        ObjectNode reference = Tree.object();
        reference
                .put("apiVersion", owner.path("apiVersion").asText())
                .put("kind", owner.path("kind").asText());
        reference.put("name", Tree.name(owner)).put("uid", Tree.uid(owner));
        return reference.put("controller", true).put("blockOwnerDeletion", true);
    }

    /** Fills the status of every container with the same state. */
    static void containers(ObjectNode pod, ObjectNode state, boolean ready, boolean started) {
        ObjectNode status = Tree.make(pod, "status");
        JsonNode old = status.path("containerStatuses").deepCopy();
        ArrayNode statuses = status.putArray("containerStatuses");
        int i = 0;
        for (JsonNode container : pod.path("spec").path("containers")) {
            JsonNode before = old.path(i++);
            ObjectNode one = statuses.addObject();
            String image = container.path("image").asText();
            one.put("name", container.path("name").asText()).put("image", image);
            one.put(
                    "imageID",
                    started
                            ? "docker-pullable://"
                                    + image
                                    + "@sha256:"
                                    + "%064x".formatted(Math.abs((long) image.hashCode()))
                            : "");
            one.put("ready", ready)
                    .put("started", started)
                    .put("restartCount", before.path("restartCount").asInt());
            one.set("state", state.deepCopy());
            one.set(
                    "lastState",
                    before.has("lastState") ? before.path("lastState").deepCopy() : Tree.object());
        }
    }
}
