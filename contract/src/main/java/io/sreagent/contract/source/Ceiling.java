package io.sreagent.contract.source;

import static java.util.Objects.requireNonNull;

/**
 * How many pods a workload can have at most.
 *
 * @param replicas at least 0
 * @param source what says so, such as {@code hpa/checkout} or {@code quota/shop}
 */
public record Ceiling(int replicas, String source) {
    public Ceiling {
        requireNonNull(source, "source");
        if (replicas < 0) throw new IllegalArgumentException("replicas " + replicas);
    }
}
