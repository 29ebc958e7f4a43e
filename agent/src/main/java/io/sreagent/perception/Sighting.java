package io.sreagent.perception;

import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.contract.source.Indicator;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one look at everything found.
 *
 * @param anomalies those that passed the control of false discoveries, surest first
 * @param indicators the catalogue entries that have data, by name
 * @param troubles what could not be asked, each with the way out
 */
public record Sighting(
        Instant at,
        List<Anomaly> anomalies,
        Map<String, Indicator> indicators,
        int watched,
        List<String> troubles) {
    public Sighting {
        anomalies = List.copyOf(anomalies);
        indicators = Map.copyOf(indicators);
        troubles = List.copyOf(troubles);
    }

    public boolean isServiceLevel(Anomaly anomaly) {
        Indicator indicator = indicators.get(Indicator.base(anomaly.metric().name()));
        return indicator != null && indicator.serviceLevel();
    }
}
