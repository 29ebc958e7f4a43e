package io.sreagent.capacity;

import io.quarkus.arc.All;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Autoscaler;
import io.sreagent.contract.source.Ceiling;
import io.sreagent.contract.source.Workload;
import io.sreagent.contract.source.WorkloadSource;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a service can grow where it runs: its autoscaler's maximum, its namespace's quota. */
@Singleton
public final class Growth {
    private final List<WorkloadSource> platforms;

    /** What runs a service, and where. */
    private record Found(WorkloadSource platform, Workload workload) {}

    public Growth(@All List<WorkloadSource> platforms) {
        this.platforms = platforms;
    }

    /**
     * @param troubles takes what could not be asked
     * @return empty when nothing known limits it
     */
    Optional<Ceiling> ceiling(Resource service, List<String> troubles) {
        return find(service, troubles)
                .flatMap(
                        found -> {
                            Answer<Optional<Ceiling>> ceiling =
                                    found.platform().ceiling(found.workload().target());
                            troubles.addAll(ceiling.troubles());
                            return ceiling.value();
                        });
    }

    /** Who decides how many replicas it has; empty when nobody known does by itself. */
    public Optional<Autoscaler> autoscaler(Resource service) {
        return find(service, new ArrayList<>())
                .flatMap(found -> found.platform().autoscaler(found.workload().target()).value());
    }

    /** How many of its replicas take requests just now; 0 when nobody tells. */
    public int available(Resource service) {
        return find(service, new ArrayList<>())
                .map(found -> found.workload().available())
                .orElse(0);
    }

    private Optional<Found> find(Resource service, List<String> troubles) {
        for (WorkloadSource platform : platforms) {
            Answer<List<Workload>> workloads = platform.workloads();
            troubles.addAll(workloads.troubles());
            for (Workload workload : workloads.value())
                if (serves(workload, service)) return Optional.of(new Found(platform, workload));
        }
        return Optional.empty();
    }

    private static boolean serves(Workload workload, Resource service) {
        String name = service.name();
        return name != null
                && workload.target().namespace().equals(service.namespace())
                && (workload.target().name().equals(name) || workload.services().contains(name));
    }
}
