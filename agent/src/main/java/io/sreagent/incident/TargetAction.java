package io.sreagent.incident;

import io.sreagent.contract.act.FieldChange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that was done to a target.
 *
 * @param automatic nobody was asked
 * @param changes the fields it changed, with their values before and after
 */
public record TargetAction(
        String stepKey,
        String targetId,
        String incidentId,
        String planId,
        String tool,
        boolean automatic,
        Instant at,
        List<FieldChange> changes) {
    public TargetAction {
        changes = List.copyOf(changes);
    }

    /**
     * Whether these changes would work against this action: a field would get its old value back,
     * or a number would go the other way.
     */
    public boolean isOpposedBy(List<FieldChange> next) {
        return next.stream()
                .anyMatch(change -> changes.stream().anyMatch(ours -> oppose(ours, change)));
    }

    private static boolean oppose(FieldChange ours, FieldChange next) {
        if (!ours.path().equals(next.path())) return false;
        boolean back =
                java.util.Objects.equals(ours.before(), next.after())
                        && !java.util.Objects.equals(ours.before(), ours.after());
        return back || direction(ours) * direction(next) < 0;
    }

    /** −1 down, 1 up, 0 neither or not a number. */
    private static int direction(FieldChange change) {
        Optional<BigDecimal> before = number(change.before());
        Optional<BigDecimal> after = number(change.after());
        if (before.isEmpty() || after.isEmpty()) return 0;
        return after.get().compareTo(before.get());
    }

    private static Optional<BigDecimal> number(@org.jspecify.annotations.Nullable String json) {
        try {
            return Optional.ofNullable(json).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
