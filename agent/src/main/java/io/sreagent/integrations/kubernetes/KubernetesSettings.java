package io.sreagent.integrations.kubernetes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * Section {@code k8s} of the configuration. A cluster is watched only when one of {@code url},
 * {@code config_path} and {@code in_cluster} names it: a kubeconfig that happens to lie in the home
 * directory may point at production.
 */
@ConfigMapping(prefix = "k8s", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
public interface KubernetesSettings {

    /** Address of the API server, for one that needs no kubeconfig. */
    Optional<String> url();

    /** With {@code url}: the token to show. */
    Optional<String> bearerToken();

    /** With {@code url}: PEM file of the authority that signed its certificate. */
    Optional<String> caFile();

    /** A kubeconfig file; {@code KUBECONFIG} is read too. */
    Optional<String> configPath();

    /** Which of the kubeconfig's contexts; without it, its current one. */
    Optional<String> context();

    /** Whether to use the service account of the pod this runs in. */
    @WithDefault("false")
    boolean inCluster();

    /** How long one request may take. */
    @WithDefault("10")
    int timeoutSeconds();

    /**
     * Whether to hold watches open, which sees every change as it happens; otherwise lists are
     * asked for at each tick, which suits clusters whose clock is not ours.
     */
    @WithDefault("true")
    boolean watch();

    /** Namespace of the agent itself, where its kill switch is. */
    @WithDefault("sre-agent")
    String namespace();

    /**
     * Whether objects that a Helm release owns may be changed. Helm does not put them back by
     * itself, but its next upgrade will.
     */
    @WithDefault("false")
    boolean changeHelmOwned();
}
