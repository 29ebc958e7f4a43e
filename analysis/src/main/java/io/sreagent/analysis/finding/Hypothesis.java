package io.sreagent.analysis.finding;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate with all that speaks for and against it.
 *
 * @param confidence calibrated probability, 0–1, that this is the root cause
 * @param path from the cause along dependencies to where it hurts; never empty
 * @param hops what shows each step of the path; empty where the path is the cause alone, or where
 *     it was kept before steps had words
 */
public record Hypothesis(
        Candidate candidate,
        double confidence,
        List<Resource> path,
        List<Hop> hops,
        List<Evidence> evidence) {
    public Hypothesis(
            Candidate candidate,
            double confidence,
            List<Resource> path,
            @Nullable List<Hop> hops,
            List<Evidence> evidence) {
        requireNonNull(candidate, "candidate");
        if (!(confidence >= 0 && confidence <= 1))
            throw new IllegalArgumentException("confidence " + confidence);
        if (path.isEmpty())
            throw new IllegalArgumentException("a path has at least the cause itself");
        this.candidate = candidate;
        this.confidence = confidence;
        this.path = List.copyOf(path);
        this.hops = hops == null ? List.of() : List.copyOf(hops);
        this.evidence = List.copyOf(evidence);
    }

    /** Without words for the steps of its path. */
    public Hypothesis(
            Candidate candidate, double confidence, List<Resource> path, List<Evidence> evidence) {
        this(candidate, confidence, path, List.of(), evidence);
    }
}
