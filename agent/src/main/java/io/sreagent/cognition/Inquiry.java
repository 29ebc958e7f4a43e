package io.sreagent.cognition;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.cause.PreDetector;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.contract.source.Indicator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants explained: trouble that began within a stretch of time.
 *
 * @param metrics names in the catalogue to look at; empty for all
 * @param focus what it is about, if it is about one thing
 * @param detector which method decides what counts as alarmed; empty for what the loop has found
 */
public record Inquiry(
        Instant from,
        Instant until,
        Set<String> metrics,
        Optional<Resource> focus,
        Optional<PreDetector> detector) {
    public Inquiry {
        requireNonNull(focus, "focus");
        requireNonNull(detector, "detector");
        metrics = Set.copyOf(metrics);
        if (!from.isBefore(until)) throw new IllegalArgumentException(from + " to " + until);
    }

    boolean wants(Metric metric) {
        return metrics.isEmpty() || metrics.contains(Indicator.base(metric.name()));
    }

    boolean covers(Anomaly anomaly) {
        return wants(anomaly.metric())
                && !anomaly.onset().isBefore(from)
                && !anomaly.onset().isAfter(until);
    }

    /** Names asked for that nothing was found of. */
    List<String> unknown(List<Series> found) {
        return metrics.stream()
                .filter(
                        name ->
                                found.stream()
                                        .noneMatch(
                                                each ->
                                                        Indicator.base(each.metric().name())
                                                                .equals(name)))
                .sorted()
                .toList();
    }
}
