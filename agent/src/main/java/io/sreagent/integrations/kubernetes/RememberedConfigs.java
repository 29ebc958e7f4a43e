package io.sreagent.integrations.kubernetes;

import io.sreagent.contract.act.Target;
import io.sreagent.contract.source.ConfigHistory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Contents of ConfigMaps seen since the start; a store that listens remembers longer. */
@Singleton
public final class RememberedConfigs implements ConfigHistory {
    private final Cluster cluster;

    @Inject
    public RememberedConfigs(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<Version> versions(Target object) {
        return cluster.observed().versions(object.uid());
    }
}
