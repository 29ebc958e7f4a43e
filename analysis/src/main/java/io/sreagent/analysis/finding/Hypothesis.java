package io.sreagent.analysis.finding;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Resource;
import java.util.List;

/**
 * A candidate with all that speaks for and against it.
 *
 * @param confidence calibrated probability, 0–1, that this is the root cause
 * @param path from the cause along dependencies to where it hurts; never empty
 */
public record Hypothesis(
        Candidate candidate, double confidence, List<Resource> path, List<Evidence> evidence) {
    public Hypothesis {
        requireNonNull(candidate, "candidate");
        if (!(confidence >= 0 && confidence <= 1))
            throw new IllegalArgumentException("confidence " + confidence);
        if (path.isEmpty())
            throw new IllegalArgumentException("a path has at least the cause itself");
        path = List.copyOf(path);
        evidence = List.copyOf(evidence);
    }
}
