package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;

/** Keeps the Endpoints of each Service, and what each PodDisruptionBudget allows. */
final class EndpointsController {
    private final ObjectStore objects;

    EndpointsController(ObjectStore objects) {
        this.objects = objects;
    }

    void reconcile() {
        for (ObjectNode service : objects.list(ResourceType.SERVICE)) {
            if (!service.path("spec").path("type").asText().equals("ExternalName")) {
                endpoints(service);
            }
        }
        objects.list(ResourceType.BUDGET).forEach(budget -> allow(objects, budget));
    }

    private void endpoints(ObjectNode service) {
        var selects = Selector.ofService(service.path("spec").path("selector"));
        ObjectNode draft = Tree.object();
        Tree.make(draft, "metadata")
                .put("name", Tree.name(service))
                .put("namespace", Tree.namespace(service));
        ObjectNode subset = Tree.object();
        ArrayNode ready = subset.putArray("addresses");
        ArrayNode notReady = subset.putArray("notReadyAddresses");
        for (ObjectNode pod : objects.list(ResourceType.POD, Tree.namespace(service))) {
            if (selects.test(pod) && Pods.active(pod) && pod.path("status").has("podIP")) {
                ObjectNode address = (Pods.ready(pod) ? ready : notReady).addObject();
                address.put("ip", Tree.text(pod, "status/podIP")).put("nodeName", Pods.node(pod));
                address.putObject("targetRef")
                        .put("kind", "Pod")
                        .put("name", Tree.name(pod))
                        .put("namespace", Tree.namespace(pod))
                        .put("uid", Tree.uid(pod));
            }
        }
        boolean any = !ready.isEmpty() || !notReady.isEmpty();
        if (ready.isEmpty()) {
            subset.remove("addresses");
        }
        if (notReady.isEmpty()) {
            subset.remove("notReadyAddresses");
        }
        subset.putArray("ports")
                .addObject()
                .put("name", "http")
                .put("port", 8080)
                .put("protocol", "TCP");
        if (any) {
            draft.putArray("subsets").add(subset);
        }
        objects.get(ResourceType.ENDPOINTS, Tree.namespace(service), Tree.name(service))
                .ifPresentOrElse(
                        known ->
                                objects.edit(
                                        ResourceType.ENDPOINTS,
                                        known,
                                        e -> {
                                            if (any) {
                                                e.set("subsets", draft.path("subsets"));
                                            } else {
                                                e.remove("subsets");
                                            }
                                        }),
                        () -> objects.create(ResourceType.ENDPOINTS, draft));
    }

    /** Brings the status of a budget up to date. */
    static void allow(ObjectStore objects, ObjectNode budget) {
        Predicate<com.fasterxml.jackson.databind.JsonNode> selects =
                Selector.of(budget.path("spec").path("selector"));
        int expected = 0;
        int healthy = 0;
        for (ObjectNode pod : objects.list(ResourceType.POD, Tree.namespace(budget))) {
            if (selects.test(pod) && Pods.active(pod)) {
                expected++;
                healthy += Pods.ready(pod) ? 1 : 0;
            }
        }
        var spec = budget.path("spec");
        int desired =
                spec.has("minAvailable")
                        ? portion(spec.path("minAvailable").asText(), expected)
                        : Math.max(
                                0,
                                expected
                                        - portion(
                                                spec.path("maxUnavailable").asText("1"), expected));
        int current = healthy;
        int all = expected;
        objects.edit(
                ResourceType.BUDGET,
                budget,
                b ->
                        Tree.make(b, "status")
                                .put("currentHealthy", current)
                                .put("desiredHealthy", desired)
                                .put("expectedPods", all)
                                .put("disruptionsAllowed", Math.max(0, current - desired))
                                .put(
                                        "observedGeneration",
                                        b.path("metadata").path("generation").asLong()));
    }

    private static int portion(String text, int of) {
        return text.endsWith("%")
                ? (int)
                        Math.ceil(
                                Integer.parseInt(text.substring(0, text.length() - 1)) / 100.0 * of)
                : Integer.parseInt(text);
    }
}
