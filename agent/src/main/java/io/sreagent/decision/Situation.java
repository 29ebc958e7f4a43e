package io.sreagent.decision;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.source.Workload;
import java.time.Instant;
import java.util.List;

/**
 * All that a plan is made from.
 *
 * @param changes those of the hours before the onset
 * @param breaches limits that will be crossed if nothing is done
 * @param dependants services that call the one at fault, directly or through others
 * @param loadGrowth load of the one at fault now against before the onset; 1 when unknown
 * @param services how many services are known in all
 */
public record Situation(
        Incident incident,
        Diagnosis diagnosis,
        List<Workload> workloads,
        List<Change> changes,
        List<Breach> breaches,
        List<Resource> dependants,
        int services,
        double loadGrowth,
        Instant now) {
    public Situation {
        requireNonNull(incident, "incident");
        requireNonNull(diagnosis, "diagnosis");
        requireNonNull(now, "now");
        workloads = List.copyOf(workloads);
        changes = List.copyOf(changes);
        breaches = List.copyOf(breaches);
        dependants = List.copyOf(dependants);
    }
}
