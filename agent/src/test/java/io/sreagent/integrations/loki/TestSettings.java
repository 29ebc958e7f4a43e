package io.sreagent.integrations.loki;

import io.sreagent.integrations.wire.Patience;
import java.time.Duration;
import java.util.Optional;

/** Settings as a test wants them. */
record TestSettings(String where, Optional<String> tenant, Optional<String> bearerToken)
        implements LokiSettings {
    static final Patience HASTY = new Patience(3, Duration.ofMillis(1), Duration.ofMillis(50));

    static TestSettings at(String url) {
        return new TestSettings(url, Optional.empty(), Optional.empty());
    }

    @Override
    public Optional<String> url() {
        return Optional.of(where);
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
    public Optional<String> caFile() {
        return Optional.empty();
    }
}
