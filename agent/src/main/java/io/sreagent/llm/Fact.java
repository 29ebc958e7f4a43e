package io.sreagent.llm;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.finding.Words;

/**
 * Something known that a sentence may rest on.
 *
 * @param id by which a sentence names it: a capital letter and a number, such as {@code F3}
 */
public record Fact(String id, Words words) {
    public Fact {
        requireNonNull(words, "words");
        if (!id.matches("[A-Z]\\d{1,3}")) throw new IllegalArgumentException("id " + id);
    }
}
