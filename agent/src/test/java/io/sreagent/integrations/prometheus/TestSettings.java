package io.sreagent.integrations.prometheus;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings as a test wants them; the rest as they are by default. */
record TestSettings(
        Optional<String> url,
        Optional<String> host,
        Optional<String> tenant,
        Optional<String> bearerToken,
        Optional<String> username,
        Optional<String> password,
        Optional<String> rateWindow,
        Optional<String> catalogue,
        Map<String, List<String>> labels,
        int timeoutSeconds)
        implements PrometheusSettings {

    /** No waiting between repetitions, and a rest that outlasts any test. */
    static final PrometheusApi.Patience IMPATIENT =
            new PrometheusApi.Patience(2, Duration.ofMillis(1), Duration.ofHours(1));

    static TestSettings at(String url) {
        return new TestSettings(
                Optional.of(url),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                5);
    }

    TestSettings withToken(String token, String tenantId) {
        return new TestSettings(
                url,
                host,
                Optional.of(tenantId),
                Optional.of(token),
                username,
                password,
                rateWindow,
                catalogue,
                labels,
                timeoutSeconds);
    }

    TestSettings withBasic(String name, String secret) {
        return new TestSettings(
                url,
                host,
                tenant,
                bearerToken,
                Optional.of(name),
                Optional.of(secret),
                rateWindow,
                catalogue,
                labels,
                timeoutSeconds);
    }

    TestSettings withCatalogue(String file) {
        return new TestSettings(
                url,
                host,
                tenant,
                bearerToken,
                username,
                password,
                rateWindow,
                Optional.of(file),
                labels,
                timeoutSeconds);
    }

    TestSettings withTimeout(int seconds) {
        return new TestSettings(
                url,
                host,
                tenant,
                bearerToken,
                username,
                password,
                rateWindow,
                catalogue,
                labels,
                seconds);
    }

    @Override
    public int maxParallel() {
        return 4;
    }

    @Override
    public Optional<String> caFile() {
        return Optional.empty();
    }

    @Override
    public int cacheSeconds() {
        return 15;
    }
}
