package io.sreagent.incident;

import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents are wanted.
 *
 * @param states any of these
 * @param resource id of the resource, such as {@code shop/checkout}; null for any
 * @param atLeast this severe or worse; null for any
 * @param openedSince at this instant or later; null for any
 */
public record IncidentFilter(
        Set<IncidentState> states,
        @Nullable String resource,
        @Nullable Severity atLeast,
        @Nullable Instant openedSince) {

    public static final IncidentFilter ALL =
            new IncidentFilter(EnumSet.allOf(IncidentState.class), null, null, null);

    public static final IncidentFilter OPEN =
            new IncidentFilter(
                    EnumSet.complementOf(EnumSet.of(IncidentState.RESOLVED)), null, null, null);

    public IncidentFilter {
        if (states.isEmpty()) throw new IllegalArgumentException("no state is wanted");
        states = Set.copyOf(states);
    }
}
