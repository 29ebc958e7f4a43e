package io.sreagent.integrations.elastic;

import io.sreagent.integrations.wire.Patience;
import java.time.Duration;
import java.util.Optional;

/** Settings as a test wants them. */
record TestSettings(String where, Optional<String> apiKey, Optional<String> username)
        implements ElasticSettings {
    static final Patience HASTY = new Patience(2, Duration.ofMillis(1), Duration.ofMillis(50));

    static TestSettings at(String url) {
        return new TestSettings(url, Optional.empty(), Optional.empty());
    }

    @Override
    public Optional<String> url() {
        return Optional.of(where);
    }

    @Override
    public String index() {
        return "logs-*,filebeat-*";
    }

    @Override
    public String timeField() {
        return "@timestamp";
    }

    @Override
    public int timeoutSeconds() {
        return 5;
    }

    @Override
    public int maxParallel() {
        return 2;
    }

    @Override
    public Optional<String> password() {
        return Optional.of("secret");
    }

    @Override
    public Optional<String> bearerToken() {
        return Optional.empty();
    }

    @Override
    public Optional<String> caFile() {
        return Optional.empty();
    }
}
