package io.sreagent.pipeline;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.incident.Document;
import io.sreagent.incident.Incidents;
import java.util.List;

/** The anomalies of an incident, the one that opened it first. */
record Trigger(List<Anomaly> anomalies) {
    static final String KIND = "anomaly";

    /**
     * @throws IllegalStateException when it has none, as an incident that a person reported
     */
    static Trigger of(Incidents incidents, String incidentId) {
        List<Anomaly> anomalies = anomalies(incidents, incidentId);
        if (anomalies.isEmpty()) throw new IllegalStateException(incidentId + " has no anomaly");
        return new Trigger(anomalies);
    }

    /** Empty for an incident that a person reported and nothing measured confirms yet. */
    static List<Anomaly> anomalies(Incidents incidents, String incidentId) {
        return incidents.documents(incidentId).stream()
                .filter(document -> document.kind().equals(KIND))
                .map((Document document) -> document.as(Anomaly.class))
                .toList();
    }

    Anomaly first() {
        return anomalies.getFirst();
    }

    Metric metric() {
        return first().metric();
    }
}
