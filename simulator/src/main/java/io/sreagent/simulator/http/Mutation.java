package io.sreagent.simulator.http;

import java.time.Instant;
import java.util.Map;

/**
 * One request that asked for a change.
 *
 * @param at simulated time
 * @param wall real time
 * @param bodyDigest SHA-256 of the body, hex
 * @param code what was answered
 * @param annotations those of the sender's own prefix that the body sets, by name without the
 *     prefix
 */
public record Mutation(
        long number,
        Instant at,
        Instant wall,
        String method,
        String path,
        boolean dryRun,
        String bodyDigest,
        int code,
        Map<String, String> annotations) {
    /** Whether it was meant to take effect and was accepted. */
    public boolean effective() {
        return !dryRun && code < 300;
    }
}
