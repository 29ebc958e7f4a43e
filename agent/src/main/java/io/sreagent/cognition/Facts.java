package io.sreagent.cognition;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.cause.Case;
import io.sreagent.analysis.fact.Change;
import java.util.List;

/**
 * The facts of a case, and which could not be had.
 *
 * @param troubles what is missing and why; it lowers confidence and stops nothing
 */
public record Facts(Case facts, List<String> troubles) {
    public Facts {
        requireNonNull(facts, "facts");
        troubles = List.copyOf(troubles);
    }

    /** What was looked at, for people: how much of each kind, which changes, what is missing. */
    public record Summary(
            int series, int events, int logLines, List<Change> changes, List<String> troubles) {}

    public Summary summary() {
        return new Summary(
                facts.metrics().size(),
                facts.events().size(),
                facts.logs().size(),
                facts.changes(),
                troubles);
    }
}
