package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sreagent.contract.source.ConfigHistory;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sources share: one view of the cluster, and the memory of what changed in it. */
@Singleton
public final class Cluster {
    private final KubernetesConnection connection;
    private final ObservedChanges observed;
    private final ClusterView view;
    private final @Nullable WatchedView watches;

    @Inject
    public Cluster(
            KubernetesConnection connection,
            InstantSource clock,
            @io.quarkus.arc.All List<ConfigHistory.Listener> listeners) {
        this.connection = connection;
        this.observed = new ObservedChanges(clock, listeners);
        if (connection.settings().watch()) {
            this.watches = new WatchedView(connection, this::seen);
            this.view = watches;
        } else {
            this.watches = null;
            this.view = new ListedView(connection);
        }
    }

    boolean isConfigured() {
        return connection.isConfigured();
    }

    KubernetesConnection connection() {
        return connection;
    }

    ClusterView view() {
        return view;
    }

    ObservedChanges observed() {
        return observed;
    }

    private void seen(HasMetadata object) {
        observed.see(object);
    }

    @PreDestroy
    void close() {
        if (watches != null) watches.close();
    }
}
