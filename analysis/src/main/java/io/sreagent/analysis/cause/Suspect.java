package io.sreagent.analysis.cause;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.finding.Candidate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A candidate with all clues about it and about its resource, not yet weighed.
 *
 * @param clues by kind of evidence
 */
public record Suspect(Candidate candidate, Map<String, Clue> clues) {
    public Suspect {
        requireNonNull(candidate, "candidate");
        clues = Collections.unmodifiableMap(new LinkedHashMap<>(clues));
    }
}
