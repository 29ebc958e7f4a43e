package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.contract.act.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The fields in which two JSON values differ, each named by its pointer.
 *
 * <p>Lists of the same length are compared item by item; of different length, the whole list is the
 * field, since what an index means would depend on the order of the changes.
 */
final class FieldDiff {
    private FieldDiff() {}

    /**
     * @param pointer where both values stand
     */
    static List<FieldChange> between(String pointer, JsonNode before, JsonNode after) {
        List<FieldChange> changes = new ArrayList<>();
        collect(pointer, before, after, changes);
        return changes;
    }

    private static void collect(
            String pointer, JsonNode before, JsonNode after, List<FieldChange> changes) {
        if (before.equals(after)) return;
        if (before.isObject() && after.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                collect(
                        pointer + LiveObject.part(name),
                        before.path(name),
                        after.path(name),
                        changes);
            }
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                collect(pointer + "/" + i, before.get(i), after.get(i), changes);
            }
        } else {
            changes.add(
                    new FieldChange(
                            pointer,
                            before.isMissingNode() ? null : before.toString(),
                            after.isMissingNode() ? null : after.toString()));
        }
    }
}
