package io.sreagent.integrations.prometheus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Section {@code prometheus} of the configuration. */
@ConfigMapping(prefix = "prometheus", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
public interface PrometheusSettings {

    /** Where it answers, such as {@code http://prometheus:9090}; a path below it is kept. */
    Optional<String> url();

    /** {@code host} or {@code host:port}, as {@code PROMETHEUS_HOST} has it; {@code url} wins. */
    Optional<String> host();

    /** How long one request may take. */
    @WithDefault("30")
    int timeoutSeconds();

    /** Requests under way at once. */
    @WithDefault("8")
    int maxParallel();

    /** Value of the header {@code X-Scope-OrgID}, for servers that keep several tenants. */
    Optional<String> tenant();

    Optional<String> bearerToken();

    /** Name and password of basic authentication; a bearer token wins. */
    Optional<String> username();

    Optional<String> password();

    /** PEM file of the authorities to trust instead of the system's. */
    Optional<String> caFile();

    /** How long an answer to the very same range query is used again. */
    @WithDefault("15")
    int cacheSeconds();

    /** Window of rates; without it, four scrape intervals and at least a minute. */
    Optional<String> rateWindow();

    /** Catalogue file in place of the shipped one. */
    Optional<String> catalogue();

    /** Part of a resource → labels that name it, best first; adds to the known ones. */
    Map<String, List<String>> labels();
}
