package io.sreagent.perception;

import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.contract.source.Indicator;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one look at everything found.
 *
 * @param anomalies those that passed the control of false discoveries, surest first
 * @param indicators the catalogue entries that have data, by name
 * @param scrapesFail whether some target does not answer: what is missing then is not known to be
 *     gone
 * @param troubles what could not be asked, each with the way out
 */
public record Sighting(
        Instant at,
        List<Anomaly> anomalies,
        Map<String, Indicator> indicators,
        int watched,
        boolean scrapesFail,
        List<String> troubles) {
    public Sighting {
        anomalies = List.copyOf(anomalies);
        indicators = Map.copyOf(indicators);
        troubles = List.copyOf(troubles);
    }

    /** Whether users feel it, as far as it has come. */
    public boolean isServiceLevel(Anomaly anomaly) {
        Indicator indicator = indicators.get(Indicator.base(anomaly.metric().name()));
        if (indicator == null || !indicator.serviceLevel()) return false;
        return anomaly.kind() == AnomalyKind.ABSENCE || indicator.isHarmfulAt(anomaly.value());
    }

    /** Whether it is a host's own trouble, whatever else that host has. */
    public boolean standsAlone(Anomaly anomaly) {
        Indicator indicator = indicators.get(Indicator.base(anomaly.metric().name()));
        return indicator != null
                && indicator.scope() == Indicator.Scope.NODE
                && anomaly.kind() != AnomalyKind.ABSENCE
                && isServiceLevel(anomaly);
    }

    /** Whether it tells of the watching itself: targets that are not reached. */
    public static boolean isOfScraping(Anomaly anomaly) {
        return Indicator.base(anomaly.metric().name()).equals(Watch.SCRAPES);
    }
}
