package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.sreagent.contract.act.FieldChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a field that a step would change belongs to somebody who would change it back. Exactly
 * where the server records who wrote which field; where it does not, an owner is taken to own
 * everything but the marks of a restart.
 */
final class OwnedFields {
    private static final KubernetesSerialization OBJECTS = new KubernetesSerialization();

    private OwnedFields() {}

    /** One sentence naming the owner and the way out; empty when nobody objects. */
    static Optional<String> objection(
            LiveObject live, List<FieldChange> changes, boolean helmMayBeChanged) {
        ObjectMeta meta = OBJECTS.convertValue(live.json().path("metadata"), ObjectMeta.class);
        for (Owners.Owner owner : Owners.of(meta)) {
            if (owner.isHelm() && helmMayBeChanged) continue;
            for (FieldChange change : changes) {
                if (owns(owner, meta, live, change.path())) {
                    return Optional.of(
                            "%s of %s is owned by %s. %s"
                                    .formatted(
                                            change.path(),
                                            live.target().id(),
                                            owner.name(),
                                            owner.way()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean owns(
            Owners.Owner owner, ObjectMeta meta, LiveObject live, String pointer) {
        boolean recorded = !owner.writer().isEmpty() && Owners.isWrittenBy(meta, owner.writer());
        if (!recorded) return !isRestartMark(pointer);
        return meta.getManagedFields().stream()
                .filter(entry -> startsWith(entry, owner.writer()))
                .filter(entry -> entry.getFieldsV1() != null)
                .anyMatch(
                        entry ->
                                wrote(
                                        entry.getFieldsV1().getAdditionalProperties(),
                                        live.json(),
                                        pointer.substring(1).split("/", -1),
                                        0));
    }

    private static boolean startsWith(ManagedFieldsEntry entry, String writer) {
        return entry.getManager() != null && entry.getManager().startsWith(writer);
    }

    private static boolean isRestartMark(String pointer) {
        return pointer.startsWith("/spec/template/metadata/annotations/");
    }

    /**
     * Follows a JSON pointer through {@code fieldsV1}: {@code f:name} for a field, {@code
     * k:{"name":"app"}} for an item of a list. A field that ends early was written whole.
     */
    private static boolean wrote(Object fields, JsonNode value, String[] parts, int at) {
        if (!(fields instanceof Map<?, ?> map)) return false;
        if (at == parts.length || map.isEmpty()) return true;
        String part = parts[at].replace("~1", "/").replace("~0", "~");
        if (value.isArray()) {
            JsonNode item = part.matches("[0-9]+") ? value.path(Integer.parseInt(part)) : value;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = String.valueOf(entry.getKey());
                if (key.startsWith("k:") && matches(LiveObject.parse(key.substring(2)), item)) {
                    return wrote(entry.getValue(), item, parts, at + 1);
                }
            }
            return false;
        }
        Object inside = map.get("f:" + part);
        return inside != null && wrote(inside, value.path(part), parts, at + 1);
    }

    private static boolean matches(JsonNode keys, JsonNode item) {
        for (var field : keys.properties()) {
            if (!item.path(field.getKey()).equals(field.getValue())) return false;
        }
        return true;
    }
}
