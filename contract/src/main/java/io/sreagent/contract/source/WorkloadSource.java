package io.sreagent.contract.source;

import java.util.List;

/** A platform that runs workloads. Targets of actions are resolved here and nowhere else. */
public interface WorkloadSource {

    String name();

    /** All workloads there are now. */
    Answer<List<Workload>> workloads();
}
