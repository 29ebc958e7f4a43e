package io.sreagent.pipeline;

import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.cognition.Explainer;
import io.sreagent.cognition.Explanation;
import io.sreagent.cognition.FactGatherer;
import io.sreagent.cognition.Facts;
import io.sreagent.contract.incident.Incident;
import io.sreagent.incident.Database;
import io.sreagent.incident.Document;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Job;
import io.sreagent.incident.Jobs;
import io.sreagent.incident.Tx;
import io.sreagent.perception.Dependencies;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Has a diagnosis explained once it has settled, by a job of its own: a model that takes its time,
 * or none of it, holds nothing up. What comes of it is kept beside the diagnosis.
 */
@Singleton
final class Explaining {
    static final String JOB = "incident.explain";
    static final String KIND = "explanation";

    private final Explainer explainer;
    private final FactGatherer gatherer;
    private final Dependencies dependencies;
    private final Database database;
    private final Incidents incidents;
    private final Jobs jobs;
    private final Life life;

    Explaining(
            Explainer explainer,
            FactGatherer gatherer,
            Dependencies dependencies,
            Database database,
            Incidents incidents,
            Jobs jobs,
            Life life) {
        this.explainer = explainer;
        this.gatherer = gatherer;
        this.dependencies = dependencies;
        this.database = database;
        this.incidents = incidents;
        this.jobs = jobs;
        this.life = life;
    }

    /** Nothing without a model. */
    void soon(Tx tx, Incident incident) {
        if (explainer.hasModel()) jobs.schedule(tx, JOB, incident.id(), "", life.now());
    }

    Job.Next explain(String incidentId) {
        Optional<Incident> incident = incidents.find(incidentId);
        List<Anomaly> anomalies = Trigger.anomalies(incidents, incidentId);
        Optional<Diagnosis> diagnosis =
                incidents
                        .latest(incidentId, "diagnosis")
                        .map((Document document) -> document.as(Diagnosis.class));
        if (incident.isEmpty() || anomalies.isEmpty() || diagnosis.isEmpty()) return Job.finished();
        Facts facts = gatherer.gather(anomalies, dependencies.graph(life.now()), life.now());
        Optional<Explanation> explanation =
                explainer.explain(Optional.of(incidentId), facts, diagnosis.get());
        explanation.ifPresent(found -> keep(incident.get(), found));
        return Job.finished();
    }

    private void keep(Incident incident, Explanation explanation) {
        database.change("incident:explanation", tx -> life.attach(tx, incident, KIND, explanation));
    }
}
