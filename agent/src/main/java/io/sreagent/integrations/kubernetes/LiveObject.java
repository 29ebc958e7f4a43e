package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sreagent.contract.act.Target;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One object exactly as the API server wrote it. */
record LiveObject(Kind kind, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Holds the key of the last step that changed an object; written in the same patch. */
    static final String STEP = "sre-agent.io/step";

    String namespace() {
        return json.at("/metadata/namespace").asText("");
    }

    String name() {
        return json.at("/metadata/name").asText("");
    }

    String uid() {
        return json.at("/metadata/uid").asText("");
    }

    String resourceVersion() {
        return json.at("/metadata/resourceVersion").asText("");
    }

    boolean isBeingDeleted() {
        return json.at("/metadata").hasNonNull("deletionTimestamp");
    }

    String annotation(String name) {
        return json.path("metadata").path("annotations").path(name).asText("");
    }

    Target target() {
        return new Target(kind.text(), namespace(), name(), uid());
    }

    /** The value at a JSON pointer; empty when there is none. */
    Optional<JsonNode> at(String pointer) {
        JsonNode found = json.at(JsonPointer.compile(pointer));
        return found.isMissingNode() ? Optional.empty() : Optional.of(found);
    }

    /** Whether the field holds this, null meaning that it is not there. */
    boolean holds(String pointer, @Nullable String jsonText) {
        Optional<JsonNode> found = at(pointer);
        return jsonText == null
                ? found.isEmpty()
                : found.isPresent() && found.get().equals(parse(jsonText));
    }

    static JsonNode parse(String jsonText) {
        try {
            return JSON.readTree(jsonText);
        } catch (IOException broken) {
            throw new IllegalArgumentException("not JSON: " + jsonText, broken);
        }
    }

    /** One part of a JSON pointer: slash and tilde have their own spelling. */
    static String part(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
