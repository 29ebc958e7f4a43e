package io.sreagent.analysis.finding;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Metric;
import java.time.Instant;
import java.util.List;

/**
 * A stretch in which a series is not what its past leads to expect.
 *
 * @param onset since when, at best to one sample
 * @param seen the sample at which it was told
 * @param value the value at {@code seen}, in the metric's unit; NaN for an absence
 * @param expected where the value should lie at {@code seen}
 * @param score calibrated probability, 0–1, that this is no chance
 * @param pValue how often normal behaviour looks at least this strange, 0–1
 * @param effect signed distance from the expected value in robust standard deviations
 * @param detectors names of those that fired, strongest first
 */
public record Anomaly(
        Metric metric,
        AnomalyKind kind,
        Instant onset,
        Instant seen,
        double value,
        Band expected,
        double score,
        double pValue,
        double effect,
        List<String> detectors,
        Words reason) {
    public Anomaly {
        requireNonNull(metric, "metric");
        requireNonNull(kind, "kind");
        requireNonNull(expected, "expected");
        requireNonNull(reason, "reason");
        if (!(score >= 0 && score <= 1)) throw new IllegalArgumentException("score " + score);
        if (!(pValue >= 0 && pValue <= 1)) throw new IllegalArgumentException("p-value " + pValue);
        if (seen.isBefore(onset))
            throw new IllegalArgumentException("seen " + seen + " before onset " + onset);
        detectors = List.copyOf(detectors);
    }

    /** Whether it deviates in the direction that does harm. */
    public boolean hurts() {
        return kind == AnomalyKind.ABSENCE || metric.hurts().by(effect);
    }
}
