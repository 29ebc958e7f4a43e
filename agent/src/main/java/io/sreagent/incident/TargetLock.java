package io.sreagent.incident;

import java.time.Instant;

/** What came of asking for a target. */
public sealed interface TargetLock {

    /**
     * The target is ours until the lease ends.
     *
     * @param fence every later holder of the same target has a higher one
     */
    record Held(String targetId, String owner, long fence, Instant until) implements TargetLock {}

    /** Another plan changes it just now. */
    record Busy(String targetId, String incidentId, String planId, Instant until)
            implements TargetLock {}
}
