package io.sreagent.analysis.logs.session;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.finding.Words;

/**
 * How strange a session is.
 *
 * @param pValue how often a normal session looks at least this strange, 0–1
 * @param score 0–1, higher is stranger; orders sessions, also those of equal p-value
 * @param reason what is strange about it, or that nothing is
 */
public record SessionVerdict(
        String session, double pValue, double score, boolean anomalous, Words reason) {
    public SessionVerdict {
        requireNonNull(session, "session");
        requireNonNull(reason, "reason");
        if (!(pValue > 0 && pValue <= 1)) throw new IllegalArgumentException("p-value " + pValue);
        if (!(score >= 0 && score <= 1)) throw new IllegalArgumentException("score " + score);
    }
}
