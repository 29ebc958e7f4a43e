package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.contract.act.FieldChange;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON patch (RFC 6902) that is a whole step: it tests that the object is the one that was
 * looked at and that every touched field still holds what it held, changes the fields, and leaves
 * the step's key beside them. The API server does all of it or nothing.
 *
 * <p>A field that is not there cannot be tested for that, nor can the list an index points into be
 * trusted to keep its order; in both cases the object's version is tested too.
 */
final class StepPatch {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LiveObject live;
    private final ArrayNode operations = JSON.createArrayNode();
    private final Set<String> made = new HashSet<>();

    private StepPatch(LiveObject live) {
        this.live = live;
    }

    /**
     * @param stepKey null for a dry run, which leaves no key
     */
    static JsonNode of(LiveObject live, List<FieldChange> changes, @Nullable String stepKey) {
        StepPatch patch = new StepPatch(live);
        patch.test("/metadata/uid", JSON.getNodeFactory().textNode(live.uid()));
        boolean whole = stepKey != null && live.annotation(LiveObject.STEP).isEmpty();
        for (FieldChange change : changes) {
            if (change.before() == null || change.path().matches(".*/[0-9]+(/.*)?")) whole = true;
        }
        if (whole) {
            patch.test(
                    "/metadata/resourceVersion",
                    JSON.getNodeFactory().textNode(live.resourceVersion()));
        }
        for (FieldChange change : changes) {
            if (change.before() != null)
                patch.test(change.path(), LiveObject.parse(change.before()));
        }
        for (FieldChange change : changes) patch.write(change);
        if (stepKey != null) {
            patch.write(
                    new FieldChange(
                            "/metadata/annotations" + LiveObject.part(LiveObject.STEP),
                            null,
                            JSON.getNodeFactory().textNode(stepKey).toString()));
        }
        return patch.operations;
    }

    private void write(FieldChange change) {
        if (change.after() == null) {
            operation("remove", change.path());
            return;
        }
        JsonNode value = LiveObject.parse(change.after());
        if (change.before() != null) {
            operation("replace", change.path()).set("value", value);
        } else {
            makeParents(change.path());
            operation("add", change.path()).set("value", value);
        }
    }

    private void makeParents(String path) {
        String parent = path.substring(0, path.lastIndexOf('/'));
        if (parent.isEmpty() || made.contains(parent)) return;
        Optional<JsonNode> there = live.at(parent);
        if (there.isPresent()) return;
        makeParents(parent);
        made.add(parent);
        operation("add", parent).set("value", JSON.createObjectNode());
    }

    private void test(String path, JsonNode value) {
        operation("test", path).set("value", value);
    }

    private ObjectNode operation(String op, String path) {
        return operations.addObject().put("op", op).put("path", path);
    }
}
