package io.sreagent.integrations.elastic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Section {@code elasticsearch} of the configuration; OpenSearch takes the same. */
@ConfigMapping(prefix = "elasticsearch", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
public interface ElasticSettings {

    /** Where it answers, such as {@code http://elasticsearch:9200}; a path below it is kept. */
    Optional<String> url();

    /** Indices, data streams or aliases that hold logs, with wildcards, separated by commas. */
    @WithDefault("logs-*,filebeat-*,logstash-*,fluent-bit-*")
    String index();

    /** The field that holds the time of a line. */
    @WithDefault("@timestamp")
    String timeField();

    /** How long one request may take. */
    @WithDefault("30")
    int timeoutSeconds();

    /** Requests under way at once. */
    @WithDefault("4")
    int maxParallel();

    Optional<String> username();

    Optional<String> password();

    /** Elasticsearch's API key, as encoded by the server. */
    Optional<String> apiKey();

    Optional<String> bearerToken();

    /** PEM file of the authorities to trust instead of the system's. */
    Optional<String> caFile();
}
