package io.sreagent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An anomaly as told.
 *
 * @param lower lower edge of where the value was expected, in the metric's unit; absent where open
 * @param effect in robust standard deviations
 * @param durationSeconds from the onset to when it was seen last
 * @param detectors those that fired, strongest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnomalyView(
        String metric,
        String resource,
        AnomalyKind kind,
        Instant onset,
        Instant seen,
        long durationSeconds,
        @Nullable Double value,
        @Nullable Double lower,
        @Nullable Double expected,
        @Nullable Double upper,
        String unit,
        double score,
        double pValue,
        double effect,
        boolean hurts,
        List<String> detectors,
        String words,
        String wordsZh,
        String query) {

    static AnomalyView of(Anomaly anomaly) {
        return new AnomalyView(
                anomaly.metric().id(),
                anomaly.metric().resource().id(),
                anomaly.kind(),
                anomaly.onset(),
                anomaly.seen(),
                Duration.between(anomaly.onset(), anomaly.seen()).toSeconds(),
                finite(anomaly.value()),
                finite(anomaly.expected().lower()),
                finite(anomaly.expected().expected()),
                finite(anomaly.expected().upper()),
                anomaly.metric().unit().symbol(),
                anomaly.score(),
                anomaly.pValue(),
                anomaly.effect(),
                anomaly.hurts(),
                anomaly.detectors(),
                anomaly.reason().en(),
                anomaly.reason().zh(),
                anomaly.metric().query());
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
