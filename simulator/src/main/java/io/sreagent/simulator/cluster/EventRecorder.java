package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.clock.Timeline;

/**
 * Records Kubernetes events; a repeated one counts up instead of adding another. Events live an
 * hour, as by default.
 */
public final class EventRecorder {
    private static final long KEPT = 3_600_000;

    private final ObjectStore objects;
    private final Timeline timeline;
    private long recorded;

    EventRecorder(ObjectStore objects, Timeline timeline) {
        this.objects = objects;
        this.timeline = timeline;
    }

    public void normal(JsonNode about, String component, String reason, String message) {
        record(about, "Normal", component, reason, message);
    }

    public void warning(JsonNode about, String component, String reason, String message) {
        record(about, "Warning", component, reason, message);
    }

    private void record(
            JsonNode about, String type, String component, String reason, String message) {
        String namespace = Tree.namespace(about).isEmpty() ? "default" : Tree.namespace(about);
        String now = Tree.time(timeline.now());
        for (ObjectNode known : objects.list(ResourceType.EVENT, namespace)) {
            if (Tree.text(known, "involvedObject/uid").equals(Tree.uid(about))
                    && known.path("reason").asText().equals(reason)
                    && known.path("message").asText().equals(message)) {
                objects.edit(
                        ResourceType.EVENT,
                        known,
                        event ->
                                event.put("count", event.path("count").asInt() + 1)
                                        .put("lastTimestamp", now));
                return;
            }
        }
        ObjectNode event = Tree.object();
        Tree.make(event, "metadata")
                .put(
                        "name",
                        "%s.%016x".formatted(Tree.name(about), 0x17a0000000000000L + ++recorded))
                .put("namespace", namespace);
        Tree.make(event, "involvedObject")
                .put("apiVersion", about.path("apiVersion").asText())
                .put("kind", about.path("kind").asText())
                .put("name", Tree.name(about))
                .put("namespace", Tree.namespace(about))
                .put("uid", Tree.uid(about))
                .put("resourceVersion", Tree.text(about, "metadata/resourceVersion"));
        event.put("type", type).put("reason", reason).put("message", message).put("count", 1);
        event.put("firstTimestamp", now).put("lastTimestamp", now);
        event.putObject("source").put("component", component);
        event.put("reportingComponent", component).put("reportingInstance", "");
        expireLater(objects.create(ResourceType.EVENT, event));
    }

    private void expireLater(ObjectNode event) {
        timeline.in(
                KEPT,
                () ->
                        objects.get(ResourceType.EVENT, Tree.namespace(event), Tree.name(event))
                                .ifPresent(
                                        current -> {
                                            long last =
                                                    Tree.millis(
                                                            current.path("lastTimestamp").asText());
                                            if (timeline.now() - last >= KEPT) {
                                                objects.remove(ResourceType.EVENT, current);
                                            } else {
                                                expireLater(current);
                                            }
                                        }));
    }
}
