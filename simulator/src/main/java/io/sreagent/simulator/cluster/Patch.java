package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways to patch an object: JSON patch (RFC 6902), JSON merge patch (RFC 7386), and Kubernetes'
 * strategic merge patch, which merges the lists it knows by a key instead of replacing them.
 */
public final class Patch {
    /**
     * Merge keys by the name of the list, from the {@code patchMergeKey} tags of the Kubernetes API
     * types.
     */
    private static final Map<String, String> MERGE_KEYS =
            Map.ofEntries(
                    Map.entry("containers", "name"),
                    Map.entry("initContainers", "name"),
                    Map.entry("ephemeralContainers", "name"),
                    Map.entry("env", "name"),
                    Map.entry("volumes", "name"),
                    Map.entry("volumeMounts", "mountPath"),
                    Map.entry("volumeDevices", "devicePath"),
                    Map.entry("imagePullSecrets", "name"),
                    Map.entry("hostAliases", "ip"),
                    Map.entry("topologySpreadConstraints", "topologyKey"),
                    Map.entry("conditions", "type"),
                    Map.entry("ownerReferences", "uid"),
                    Map.entry("addresses", "type"));

    private Patch() {}

    /** RFC 6902. 422 when an operation cannot be done or a test fails. */
    public static JsonNode json(JsonNode target, JsonNode operations) {
        if (!operations.isArray()) {
            throw ApiException.badRequest("a JSON patch is an array of operations");
        }
        JsonNode result = target.deepCopy();
        for (JsonNode operation : operations) {
            String path = operation.path("path").asText();
            result =
                    switch (operation.path("op").asText()) {
                        case "add" -> add(result, path, operation.path("value").deepCopy());
                        case "replace" ->
                                add(remove(result, path), path, operation.path("value").deepCopy());
                        case "remove" -> remove(result, path);
                        case "copy" ->
                                add(
                                        result,
                                        path,
                                        get(result, operation.path("from").asText()).deepCopy());
                        case "move" -> {
                            JsonNode moved =
                                    get(result, operation.path("from").asText()).deepCopy();
                            yield add(remove(result, operation.path("from").asText()), path, moved);
                        }
                        case "test" -> tested(result, path, operation.path("value"));
                        default ->
                                throw ApiException.badRequest(
                                        "Unexpected kind: " + operation.path("op").asText());
                    };
        }
        return result;
    }

    private static JsonNode tested(JsonNode target, String path, JsonNode wanted) {
        if (!get(target, path).equals(wanted)) {
            throw unprocessable("testing value %s failed: test failed".formatted(path));
        }
        return target;
    }

    private static ApiException unprocessable(String message) {
        return new ApiException(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request: " + message);
    }

    private static List<String> parts(String pointer) {
        if (!pointer.startsWith("/")) {
            throw unprocessable("path '%s' is not a JSON pointer".formatted(pointer));
        }
        List<String> parts = new ArrayList<>();
        for (String part : pointer.substring(1).split("/", -1)) {
            parts.add(part.replace("~1", "/").replace("~0", "~"));
        }
        return parts;
    }

    private static JsonNode child(JsonNode node, String part, String pointer) {
        JsonNode child =
                node.isArray() && part.matches("[0-9]+")
                        ? node.path(Integer.parseInt(part))
                        : node.path(part);
        if (child.isMissingNode()) {
            throw unprocessable("path '%s' does not exist".formatted(pointer));
        }
        return child;
    }

    private static JsonNode get(JsonNode target, String pointer) {
        JsonNode node = target;
        for (String part : pointer.isEmpty() ? List.<String>of() : parts(pointer)) {
            node = child(node, part, pointer);
        }
        return node;
    }

    private static JsonNode add(JsonNode target, String pointer, JsonNode value) {
        if (pointer.isEmpty()) {
            return value;
        }
        List<String> parts = parts(pointer);
        String last = parts.removeLast();
        JsonNode parent = target;
        for (String part : parts) {
            parent = child(parent, part, pointer);
        }
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode array && last.equals("-")) {
            array.add(value);
        } else if (parent instanceof ArrayNode array
                && last.matches("[0-9]{1,6}")
                && Integer.parseInt(last) <= array.size()) {
            array.insert(Integer.parseInt(last), value);
        } else {
            throw unprocessable("path '%s' does not exist".formatted(pointer));
        }
        return target;
    }

    private static JsonNode remove(JsonNode target, String pointer) {
        if (pointer.isEmpty()) {
            return target;
        }
        List<String> parts = parts(pointer);
        String last = parts.removeLast();
        JsonNode parent = target;
        for (String part : parts) {
            parent = child(parent, part, pointer);
        }
        child(parent, last, pointer);
        if (parent instanceof ObjectNode object) {
            object.remove(last);
        } else {
            ((ArrayNode) parent).remove(Integer.parseInt(last));
        }
        return target;
    }

    /** RFC 7386: objects merge, null removes, everything else replaces. */
    public static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode)) {
            return patch.deepCopy();
        }
        ObjectNode result =
                target instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        patch.properties()
                .forEach(
                        field -> {
                            if (field.getValue().isNull()) {
                                result.remove(field.getKey());
                            } else {
                                result.set(
                                        field.getKey(),
                                        merge(result.path(field.getKey()), field.getValue()));
                            }
                        });
        return result;
    }

    /**
     * Strategic merge: as {@link #merge}, but lists with a merge key merge item by item; {@code
     * $patch} deletes or replaces.
     */
    public static JsonNode strategic(JsonNode target, JsonNode patch) {
        return strategic(target, patch, "");
    }

    private static JsonNode strategic(JsonNode target, JsonNode patch, String field) {
        if (patch instanceof ArrayNode items) {
            return mergeKey(field, target, items)
                    .map(key -> mergedList(target, items, key))
                    .orElseGet(() -> withoutDirectives(items));
        }
        if (!(patch instanceof ObjectNode)) {
            return patch.deepCopy();
        }
        boolean replace = patch.path("$patch").asText().equals("replace");
        ObjectNode result =
                target instanceof ObjectNode object && !replace
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            String name = entry.getKey();
            if (name.startsWith("$deleteFromPrimitiveList/")) {
                deletePrimitives(result, name.substring(name.indexOf('/') + 1), entry.getValue());
            } else if (name.startsWith("$")) {
                continue; // $patch is dealt with above; $setElementOrder and $retainKeys only order
                // and prune
            } else if (entry.getValue().isNull()
                    || entry.getValue().path("$patch").asText().equals("delete")) {
                result.remove(name);
            } else {
                result.set(name, strategic(result.path(name), entry.getValue(), name));
            }
        }
        return result;
    }

    private static Optional<String> mergeKey(String field, JsonNode target, ArrayNode items) {
        if (field.equals("ports")) { // containers merge by containerPort, services by port
            boolean container =
                    has(items, "containerPort")
                            || (target instanceof ArrayNode known && has(known, "containerPort"));
            return Optional.of(container ? "containerPort" : "port");
        }
        return Optional.ofNullable(MERGE_KEYS.get(field));
    }

    private static boolean has(ArrayNode items, String field) {
        return !items.isEmpty() && items.get(0).has(field);
    }

    private static JsonNode mergedList(JsonNode target, ArrayNode items, String key) {
        for (JsonNode item : items) {
            if (item.path("$patch").asText().equals("replace")) {
                return withoutDirectives(items);
            }
        }
        ArrayNode result =
                target instanceof ArrayNode known
                        ? known.deepCopy()
                        : JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : items) {
            if (!item.has(key)) {
                throw ApiException.badRequest(
                        "map: %s does not contain declared merge key: %s".formatted(item, key));
            }
            int at = indexOf(result, key, item.path(key));
            if (item.path("$patch").asText().equals("delete")) {
                if (at >= 0) {
                    result.remove(at);
                }
            } else if (at >= 0) {
                result.set(at, strategic(result.get(at), item, ""));
            } else {
                result.add(strategic(JsonNodeFactory.instance.objectNode(), item, ""));
            }
        }
        return result;
    }

    private static int indexOf(ArrayNode items, String key, JsonNode value) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static ArrayNode withoutDirectives(ArrayNode items) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : items) {
            if (!item.has("$patch")) {
                result.add(item.deepCopy());
            }
        }
        return result;
    }

    private static void deletePrimitives(ObjectNode result, String list, JsonNode values) {
        if (result.path(list) instanceof ArrayNode array) {
            for (JsonNode value : values) {
                for (int i = array.size() - 1; i >= 0; i--) {
                    if (array.get(i).equals(value)) {
                        array.remove(i);
                    }
                }
            }
        }
    }
}
