package io.sreagent.analysis.finding;

import static java.util.Objects.requireNonNull;

/**
 * One reason to believe, or to doubt, a candidate.
 *
 * @param kind which sort of evidence, such as {@code onset_order}
 * @param logOdds natural log of the likelihood ratio; positive speaks for the candidate, negative
 *     against
 * @param query what to ask to see the numbers again; a query, an object's path, or a log position
 */
public record Evidence(
        Candidate candidate, String kind, double logOdds, Words words, String query) {
    public Evidence {
        requireNonNull(candidate, "candidate");
        requireNonNull(kind, "kind");
        requireNonNull(words, "words");
        requireNonNull(query, "query");
        if (!Double.isFinite(logOdds)) throw new IllegalArgumentException("log-odds " + logOdds);
    }
}
