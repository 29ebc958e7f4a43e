package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one client of the cluster; made when first used. */
@Singleton
public final class KubernetesConnection {
    private final KubernetesSettings settings;
    private @Nullable KubernetesClient client;

    @Inject
    public KubernetesConnection(KubernetesSettings settings) {
        this.settings = settings;
    }

    KubernetesSettings settings() {
        return settings;
    }

    /** Whether any cluster is named; without one, nothing of this package has anything to say. */
    boolean isConfigured() {
        return settings.url().isPresent()
                || settings.configPath().isPresent()
                || settings.inCluster();
    }

    /** Call only when {@link #isConfigured}. */
    synchronized KubernetesClient client() throws ClusterTrouble {
        if (client == null) {
            client = new KubernetesClientBuilder().withConfig(config()).build();
        }
        return client;
    }

    Optional<String> shownUrl() {
        try {
            return isConfigured()
                    ? Optional.of(client().getMasterUrl().toString().replaceAll("//.*@", "//"))
                    : Optional.empty();
        } catch (ClusterTrouble unreadable) {
            return Optional.empty();
        }
    }

    private Config config() throws ClusterTrouble {
        int millis = settings.timeoutSeconds() * 1000;
        return new ConfigBuilder(base())
                .withRequestTimeout(millis)
                .withConnectionTimeout(Math.min(millis, 5000))
                // A client that repeats writes by itself would defeat every promise made above it.
                .withRequestRetryBackoffLimit(0)
                // Works through every proxy; web sockets bring nothing here.
                .withOnlyHttpWatches(true)
                .build();
    }

    private Config base() throws ClusterTrouble {
        if (settings.url().isPresent()) {
            ConfigBuilder explicit = new ConfigBuilder(Config.empty());
            explicit.withMasterUrl(settings.url().get());
            settings.bearerToken().ifPresent(explicit::withOauthToken);
            settings.caFile().ifPresent(explicit::withCaCertFile);
            return explicit.build();
        }
        if (settings.configPath().isPresent()) {
            File file = new File(settings.configPath().get());
            try {
                return Config.fromKubeconfig(settings.context().orElse(null), file);
            } catch (RuntimeException unreadable) {
                throw new ClusterTrouble(
                        "The kubeconfig "
                                + file
                                + " cannot be used: "
                                + unreadable.getMessage()
                                + ". k8s.config_path names it.",
                        true,
                        unreadable);
            }
        }
        return Config.autoConfigure(null);
    }

    @PreDestroy
    synchronized void close() {
        if (client != null) client.close();
    }
}
