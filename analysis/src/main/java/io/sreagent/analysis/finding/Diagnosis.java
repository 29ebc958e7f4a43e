package io.sreagent.analysis.finding;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is believed to be wrong, best hypothesis first.
 *
 * @param onset when the trouble began
 * @param abstained the engine would not act on its own first hypothesis; {@code lookNext} says what
 *     would help
 * @param lookNext what to look at to become surer; empty when sure
 */
public record Diagnosis(
        Instant onset, List<Hypothesis> hypotheses, boolean abstained, List<Words> lookNext) {
    public Diagnosis {
        requireNonNull(onset, "onset");
        hypotheses = List.copyOf(hypotheses);
        lookNext = List.copyOf(lookNext);
        if (hypotheses.isEmpty() && !abstained)
            throw new IllegalArgumentException("no hypothesis, yet not abstained");
    }

    public Optional<Hypothesis> best() {
        return hypotheses.stream().findFirst();
    }
}
