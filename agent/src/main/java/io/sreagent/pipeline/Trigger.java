package io.sreagent.pipeline;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.incident.Document;
import io.sreagent.incident.Incidents;
import java.util.List;

/** The anomalies of an incident, the one that opened it first. */
record Trigger(List<Anomaly> anomalies) {
    static final String KIND = "anomaly";

    static Trigger of(Incidents incidents, String incidentId) {
        List<Anomaly> anomalies =
                incidents.documents(incidentId).stream()
                        .filter(document -> document.kind().equals(KIND))
                        .map((Document document) -> document.as(Anomaly.class))
                        .toList();
        if (anomalies.isEmpty()) throw new IllegalStateException(incidentId + " has no anomaly");
        return new Trigger(anomalies);
    }

    Anomaly first() {
        return anomalies.getFirst();
    }

    Metric metric() {
        return first().metric();
    }
}
