package io.sreagent.incident;

import java.time.Instant;

/**
 * The right to work on a step until the lease ends.
 *
 * @param fence every later claim of the same step has a higher one
 */
public record Claim(String stepKey, String owner, long fence, Instant until) {}
