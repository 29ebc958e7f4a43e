package io.sreagent.analysis.capacity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One hour of a plan.
 *
 * @param from its first moment
 * @param qps highest expected requests per second in it
 * @param upper the same at the upper end of the interval
 * @param needed replicas that bear {@code upper}, before limits and damping
 * @param instances replicas to run
 * @param confidence probability, 0–1, that {@code instances} bear the hour's highest load
 */
public record PlannedHour(
        Instant from, double qps, double upper, int needed, int instances, double confidence) {
    public PlannedHour {
        requireNonNull(from, "from");
        if (!(confidence >= 0 && confidence <= 1))
            throw new IllegalArgumentException("confidence " + confidence);
    }
}
