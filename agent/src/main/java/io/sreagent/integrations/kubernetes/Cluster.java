package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.quarkus.runtime.Startup;
import io.sreagent.contract.source.ConfigHistory;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What the sources share: one view of the cluster, and the memory of what changed in it. */
@Singleton
public final class Cluster {
    private static final List<Class<? extends HasMetadata>> REMEMBERED =
            List.of(
                    ConfigMap.class,
                    Deployment.class,
                    StatefulSet.class,
                    HorizontalPodAutoscaler.class,
                    Node.class);

    private volatile boolean closed;
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

    /**
     * Begins to remember what the cluster itself does not: a content that nobody saw before it was
     * overwritten cannot be put back. Tries until the API server answers; holds nobody up.
     */
    @Startup
    void watchFromTheStart() {
        if (watches == null || !isConfigured()) return;
        Thread.ofVirtual().name("first look at the cluster").start(this::firstLook);
    }

    private void firstLook() {
        List<Class<? extends HasMetadata>> left = new ArrayList<>(REMEMBERED);
        while (!closed) {
            left.removeIf(this::isSeen);
            if (left.isEmpty()) return;
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
        }
    }

    private boolean isSeen(Class<? extends HasMetadata> kind) {
        try {
            view.allIfKnown(kind);
            return true;
        } catch (ClusterTrouble | IllegalStateException notYet) {
            return false; // whoever asks is told; this only tries again, until all is closed
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
        closed = true;
        if (watches != null) watches.close();
    }
}
