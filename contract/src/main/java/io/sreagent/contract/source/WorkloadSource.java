package io.sreagent.contract.source;

import io.sreagent.contract.act.Target;
import java.util.List;
import java.util.Optional;

/** A platform that runs workloads. Targets of actions are resolved here and nowhere else. */
public interface WorkloadSource {

    String name();

    /** All workloads there are now. */
    Answer<List<Workload>> workloads();

    /** The least of what limits a workload's number of pods; empty when nothing does. */
    default Answer<Optional<Ceiling>> ceiling(Target workload) {
        return Answer.complete(Optional.empty());
    }

    /** Who decides how many pods a workload has; empty when nobody does by itself. */
    default Answer<Optional<Autoscaler>> autoscaler(Target workload) {
        return Answer.complete(Optional.empty());
    }
}
