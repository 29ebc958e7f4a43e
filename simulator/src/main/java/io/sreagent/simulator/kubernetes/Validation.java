package io.sreagent.simulator.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.ApiException;
import io.sreagent.simulator.cluster.Quantities;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.cluster.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the API server refuses (422): the checks that a wrong patch would meet in a real cluster.
 */
final class Validation {
    private Validation() {}

    /**
     * @param known the object before; null when it is new
     */
    static void check(ResourceType type, ObjectNode object, @Nullable ObjectNode known) {
        String name = Tree.name(object);
        JsonNode replicas = object.path("spec").path("replicas");
        if (replicas.isNumber() && replicas.asLong() < 0) {
            throw ApiException.invalid(
                    type,
                    name,
                    "spec.replicas",
                    "Invalid value: %d: must be greater than or equal to 0"
                            .formatted(replicas.asLong()));
        }
        if (!replicas.isMissingNode() && !replicas.isNumber()) {
            throw ApiException.badRequest(
                    "%s in version \"%s\" cannot be handled as a %s: json: cannot unmarshal %s into Go struct field .spec.replicas of type int32"
                            .formatted(
                                    type.kind(),
                                    type.version(),
                                    type.kind(),
                                    replicas.getNodeType()
                                            .toString()
                                            .toLowerCase(java.util.Locale.ROOT)));
        }
        if (type.equals(ResourceType.DEPLOYMENT) || type.equals(ResourceType.STATEFUL_SET)) {
            containers(
                    type,
                    name,
                    object.path("spec").path("template").path("spec"),
                    "spec.template.spec");
            if (known != null
                    && !object.path("spec")
                            .path("selector")
                            .equals(known.path("spec").path("selector"))) {
                throw ApiException.invalid(
                        type, name, "spec.selector", "Invalid value: field is immutable");
            }
        }
        if (type.equals(ResourceType.POD)) {
            containers(type, name, object.path("spec"), "spec");
        }
        if (type.equals(ResourceType.CLAIM) && known != null) {
            double before = storage(known);
            if (storage(object) < before) {
                throw ApiException.invalid(
                        type,
                        name,
                        "spec.resources.requests.storage",
                        "Forbidden: field can not be less than status.capacity");
            }
        }
        if (type.equals(ResourceType.AUTOSCALER)
                && object.path("spec").path("minReplicas").asInt(1)
                        > object.path("spec").path("maxReplicas").asInt(1)) {
            throw ApiException.invalid(
                    type,
                    name,
                    "spec.maxReplicas",
                    "Invalid value: must be greater than or equal to `minReplicas`");
        }
        if (type.equals(ResourceType.CONFIG_MAP)) {
            object.path("data").properties().stream()
                    .filter(e -> !e.getValue().isTextual())
                    .findFirst()
                    .ifPresent(
                            e -> {
                                throw ApiException.badRequest(
                                        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: cannot unmarshal %s into Go struct field ConfigMap.data of type string"
                                                .formatted(
                                                        e.getValue()
                                                                .getNodeType()
                                                                .toString()
                                                                .toLowerCase(
                                                                        java.util.Locale.ROOT)));
                            });
        }
    }

    private static double storage(ObjectNode claim) {
        return Quantities.mebibytes(Tree.text(claim, "spec/resources/requests/storage"), 0);
    }

    private static void containers(ResourceType type, String name, JsonNode spec, String path) {
        if (spec.path("containers").isEmpty()) {
            throw ApiException.invalid(type, name, path + ".containers", "Required value");
        }
        int i = 0;
        for (JsonNode container : spec.path("containers")) {
            String at = "%s.containers[%d]".formatted(path, i++);
            if (container.path("name").asText().isEmpty()) {
                throw ApiException.invalid(type, name, at + ".name", "Required value");
            }
            if (container.path("image").asText().isBlank()) {
                throw ApiException.invalid(type, name, at + ".image", "Required value");
            }
            for (String side : List.of("limits", "requests")) {
                for (var entry : container.path("resources").path(side).properties()) {
                    double value = quantity(entry.getValue().asText());
                    JsonNode limit =
                            container.path("resources").path("limits").path(entry.getKey());
                    if (side.equals("requests")
                            && !limit.isMissingNode()
                            && value > quantity(limit.asText())) {
                        throw ApiException.invalid(
                                type,
                                name,
                                at + ".resources.requests",
                                "Invalid value: \"%s\": must be less than or equal to %s limit of %s"
                                        .formatted(
                                                entry.getValue().asText(),
                                                entry.getKey(),
                                                limit.asText()));
                    }
                }
            }
        }
    }

    private static double quantity(String text) {
        try {
            return Quantities.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
