package io.sreagent.incident;

import io.sreagent.contract.incident.Incident;
import org.jspecify.annotations.Nullable;

/**
 * Sees every opening and every change of an incident within its transaction: what it writes is
 * committed with the change or not at all, and what it throws undoes both.
 */
@FunctionalInterface
public interface Witness {
    /**
     * @param before null when the incident is being opened
     * @param after as it is stored
     */
    void sees(Tx tx, @Nullable Incident before, Incident after, TimelineEvent event);
}
