package io.sreagent.capacity;

import io.quarkus.arc.All;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Ceiling;
import io.sreagent.contract.source.Workload;
import io.sreagent.contract.source.WorkloadSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** How far a service can grow where it runs: its autoscaler's maximum, its namespace's quota. */
@Singleton
public final class Growth {
    private final List<WorkloadSource> platforms;

    public Growth(@All List<WorkloadSource> platforms) {
        this.platforms = platforms;
    }

    /**
     * @param troubles takes what could not be asked
     * @return empty when nothing known limits it
     */
    Optional<Ceiling> ceiling(Resource service, List<String> troubles) {
        for (WorkloadSource platform : platforms) {
            Answer<List<Workload>> workloads = platform.workloads();
            troubles.addAll(workloads.troubles());
            Optional<Workload> found =
                    workloads.value().stream().filter(one -> serves(one, service)).findFirst();
            if (found.isEmpty()) continue;
            Answer<Optional<Ceiling>> ceiling = platform.ceiling(found.get().target());
            troubles.addAll(ceiling.troubles());
            return ceiling.value();
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
