package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reading and building Kubernetes objects as JSON trees. */
public final class Tree {
    private Tree() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An object with these text fields: name, value, name, value …. */
    public static ObjectNode object(String... namesAndValues) {
        ObjectNode node = object();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            node.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return node;
    }

    /** The node at a slash-separated path; a missing node when there is none. */
    public static JsonNode at(JsonNode node, String path) {
        JsonNode current = node;
        int from = 0;
        while (from <= path.length()) { // split by hand: this is called more than anything else
            int slash = path.indexOf('/', from);
            String part = path.substring(from, slash < 0 ? path.length() : slash);
            current =
                    current.isArray() && Character.isDigit(part.charAt(0))
                            ? current.path(Integer.parseInt(part))
                            : current.path(part);
            if (slash < 0) {
                break;
            }
            from = slash + 1;
        }
        return current;
    }

    /** The text at a path, or the empty string. */
    public static String text(JsonNode node, String path) {
        return at(node, path).asText("");
    }

    /** The object at a path, made where it is missing. */
    public static ObjectNode make(ObjectNode node, String path) {
        ObjectNode current = node;
        for (String part : path.split("/")) {
            JsonNode child = current.path(part);
            current = child instanceof ObjectNode object ? object : current.putObject(part);
        }
        return current;
    }

    public static String name(JsonNode object) {
        return object.path("metadata").path("name").asText("");
    }

    public static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asText("");
    }

    public static String uid(JsonNode object) {
        return object.path("metadata").path("uid").asText("");
    }

    public static boolean deleting(JsonNode object) {
        return object.path("metadata").has("deletionTimestamp");
    }

    public static String label(JsonNode object, String name) {
        return object.path("metadata").path("labels").path(name).asText("");
    }

    public static String annotation(JsonNode object, String name) {
        return object.path("metadata").path("annotations").path(name).asText("");
    }

    public static Map<String, String> strings(JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        object.properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
        return map;
    }

    /** Whether the first owner that controls the object has this uid. */
    public static boolean ownedBy(JsonNode object, String uid) {
        for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
            if (owner.path("uid").asText().equals(uid)) {
                return true;
            }
        }
        return false;
    }

    /** Whole seconds, as the API server writes times. */
    public static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    /** The status of a condition, or "Unknown". */
    public static String condition(JsonNode object, String type) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText("Unknown");
            }
        }
        return "Unknown";
    }

    /** Sets a condition; the transition time moves only when the status changes. */
    public static void condition(
            ObjectNode object,
            String type,
            boolean holds,
            String reason,
            String message,
            long now) {
        JsonNode known = make(object, "status").path("conditions");
        ArrayNode conditions =
                known instanceof ArrayNode array
                        ? array
                        : make(object, "status").putArray("conditions");
        String status = holds ? "True" : "False";
        ObjectNode found = null;
        for (JsonNode condition : conditions) {
            if (condition.path("type").asText().equals(type)) {
                found = (ObjectNode) condition;
            }
        }
        ObjectNode condition = found == null ? conditions.addObject() : found;
        boolean moved = !status.equals(condition.path("status").asText());
        condition.put("type", type).put("status", status);
        if (moved) {
            condition.put("lastTransitionTime", time(now));
        }
        for (String[] field :
                List.of(new String[] {"reason", reason}, new String[] {"message", message})) {
            if (field[1].isEmpty()) {
                condition.remove(field[0]);
            } else {
                condition.put(field[0], field[1]);
            }
        }
    }
}
