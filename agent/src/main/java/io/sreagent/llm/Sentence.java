package io.sreagent.llm;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One sentence and the facts it rests on.
 *
 * @param rests ids of facts; never empty
 */
public record Sentence(String text, List<String> rests) {
    public Sentence {
        requireNonNull(text, "text");
        rests = List.copyOf(rests);
        if (rests.isEmpty()) throw new IllegalArgumentException("rests on nothing: " + text);
    }

    /** {@code The pool of checkout is exhausted. [F1] [F4]}. */
    @Override
    public String toString() {
        return text + " [" + String.join("] [", rests) + "]";
    }
}
