package io.sreagent.analysis.finding;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Resource;

/**
 * One step of the way trouble took.
 *
 * @param from where it was already, nearer to the cause
 * @param to where it came next
 * @param words how the two hang together, and the numbers that show the trouble at {@code to}
 * @param query what to ask to see the numbers again
 */
public record Hop(Resource from, Resource to, Words words, String query) {
    public Hop {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(words, "words");
        requireNonNull(query, "query");
    }
}
