package io.sreagent.contract.source;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a source could tell, and what it could not. A dead source degrades the answer and says so;
 * it never stops the loop.
 *
 * @param troubles what is missing and why, each with the question asked and the way out; empty when
 *     complete
 */
public record Answer<T>(T value, List<String> troubles) {
    public Answer {
        requireNonNull(value, "value");
        troubles = List.copyOf(troubles);
    }

    public static <T> Answer<T> complete(T value) {
        return new Answer<>(value, List.of());
    }

    public static <T> Answer<T> missing(T empty, String trouble) {
        return new Answer<>(empty, List.of(trouble));
    }

    public boolean isComplete() {
        return troubles.isEmpty();
    }
}
