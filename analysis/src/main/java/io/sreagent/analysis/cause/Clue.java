package io.sreagent.analysis.cause;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.Words;

/**
 * What one kind of evidence says about one candidate, before it is weighed.
 *
 * @param strength 0 says nothing, 1 is as strong as this kind gets, negative speaks against; −1 to
 *     1
 * @param query what to ask to see the numbers again
 */
public record Clue(Candidate candidate, double strength, Words words, String query) {
    public Clue {
        requireNonNull(candidate, "candidate");
        requireNonNull(words, "words");
        requireNonNull(query, "query");
        if (!(strength >= -1 && strength <= 1))
            throw new IllegalArgumentException("strength " + strength);
    }
}
