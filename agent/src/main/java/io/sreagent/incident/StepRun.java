package io.sreagent.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one step.
 *
 * @param key the step's idempotency key
 * @param position in its plan, from 1
 * @param fence grows with every claim; a write with an older one is refused
 * @param owner who has claimed it; null when nobody has
 * @param leaseUntil until when the claim holds; null when there is none
 * @param detail one line for people
 */
public record StepRun(
        String key,
        String planId,
        String incidentId,
        int position,
        String targetId,
        String targetUid,
        StepState state,
        long fence,
        @Nullable String owner,
        @Nullable Instant leaseUntil,
        String detail,
        Instant changedAt) {

    /** The key under which the executor undoes the step. */
    public String undoKey() {
        return key + "-undo";
    }
}
