package io.sreagent.contract.act;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a step would do, asked of the platform without doing it. An approval binds it; at execution
 * it is made again, and any difference voids the approval.
 *
 * @param target the object with its UID, resolved at the platform
 * @param changes fields that would change, with their values now: also the snapshot from which the
 *     step is undone
 * @param diff unified diff for people, as the platform's dry run gave it
 * @param affected other objects that feel it: pods replaced, dependants
 * @param undo one sentence: how to undo it, or that it cannot be
 */
public record Preview(
        Target target, List<FieldChange> changes, String diff, List<String> affected, String undo) {
    public Preview {
        requireNonNull(target, "target");
        requireNonNull(diff, "diff");
        requireNonNull(undo, "undo");
        changes = List.copyOf(changes);
        affected = List.copyOf(affected);
    }

    /**
     * Whether doing it now would be what was looked at then: the same fields of the same object,
     * and nothing besides that the platform would add by itself. What merely stands around a change
     * may differ.
     */
    public boolean sameEffectAs(Preview other) {
        return target.equals(other.target)
                && changes.equals(other.changes)
                && changedLines(diff).equals(changedLines(other.diff));
    }

    private static List<String> changedLines(String diff) {
        return diff.lines()
                .filter(line -> line.startsWith("+") || line.startsWith("-"))
                .filter(line -> !line.startsWith("+++") && !line.startsWith("---"))
                .toList();
    }
}
