package io.sreagent.cognition;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.cause.Case;
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
}
