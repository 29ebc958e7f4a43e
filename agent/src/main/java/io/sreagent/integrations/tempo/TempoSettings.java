package io.sreagent.integrations.tempo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Section {@code tempo} of the configuration. */
@ConfigMapping(prefix = "tempo", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
public interface TempoSettings {

    /** Where it answers, such as {@code http://tempo:3200}; a path below it is kept. */
    Optional<String> url();

    /** How long one request may take. */
    @WithDefault("30")
    int timeoutSeconds();

    /** Requests under way at once. */
    @WithDefault("8")
    int maxParallel();

    /** Value of the header {@code X-Scope-OrgID}, for servers that keep several tenants. */
    Optional<String> tenant();

    Optional<String> bearerToken();

    /** PEM file of the authorities to trust instead of the system's. */
    Optional<String> caFile();
}
