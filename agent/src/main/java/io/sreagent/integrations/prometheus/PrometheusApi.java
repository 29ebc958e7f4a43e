package io.sreagent.integrations.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The questions that can be put to Prometheus, within the limits it and we have: so many at once,
 * passing failures asked again with jitter, and none at all for a while when it keeps failing.
 */
final class PrometheusApi {
    static final int MOST_POINTS = 11_000; // the server's own limit for one range query

    private static final int MOST_ERROR_TEXT = 300;

    private final PrometheusConnection connection;
    private final PrometheusSettings settings;
    private final InstantSource clock;
    private final Semaphore places;
    private final FailsafeExecutor<Object> patience;
    private final ClockSkew skew = new ClockSkew();

    /**
     * How failures are met.
     *
     * @param firstDelay before the first repetition; doubles, with 30 % jitter
     * @param rest how long nothing is asked after five failures in a row
     */
    record Patience(int retries, Duration firstDelay, Duration rest) {
        static final Patience USUAL =
                new Patience(2, Duration.ofMillis(200), Duration.ofSeconds(30));
    }

    PrometheusApi(
            PrometheusConnection connection,
            PrometheusSettings settings,
            InstantSource clock,
            Patience patience) {
        this.connection = connection;
        this.settings = settings;
        this.clock = clock;
        this.places = new Semaphore(settings.maxParallel(), true);
        CircuitBreaker<Object> breaker =
                CircuitBreaker.builder()
                        .handleIf(PrometheusApi::isPassing)
                        .withFailureThreshold(5)
                        .withDelay(patience.rest())
                        .build();
        RetryPolicy<Object> retry =
                RetryPolicy.builder()
                        .handleIf(PrometheusApi::isPassing)
                        .withMaxRetries(patience.retries())
                        .withBackoff(patience.firstDelay(), patience.firstDelay().multipliedBy(8))
                        .withJitter(0.3)
                        .build();
        this.patience = Failsafe.with(retry).compose(breaker);
    }

    ClockSkew skew() {
        return skew;
    }

    /** Values of every step of the grid, its ends included; at most {@link #MOST_POINTS}. */
    QueryAnswer range(String query, Instant from, int length, Duration step)
            throws PrometheusTrouble {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("query", query);
        form.put("start", seconds(from));
        form.put("end", seconds(from.plus(step.multipliedBy(length - 1))));
        form.put("step", seconds(Instant.EPOCH.plus(step)));
        String asked =
                "%s, %s, %d steps of %s".formatted(query, from, length, step).replace("PT", "");
        return ask(
                "/api/v1/query_range",
                form,
                asked,
                body -> {
                    AnswerReader reader =
                            new AnswerReader(
                                    from.toEpochMilli() / 1e3, step.toMillis() / 1e3, length);
                    return told(reader.read(body), asked);
                });
    }

    /** The values now. */
    QueryAnswer instant(String query, Instant at) throws PrometheusTrouble {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("query", query);
        form.put("time", seconds(at));
        return ask(
                "/api/v1/query",
                form,
                query,
                body -> told(AnswerReader.instant().read(body), query));
    }

    /** What the server says of itself. */
    JsonNode buildInfo() throws PrometheusTrouble {
        return ask(
                "/api/v1/status/buildinfo",
                Map.of(),
                "its version",
                body -> new ObjectMapper().readTree(body).path("data"));
    }

    /** How an answer becomes what was asked for. */
    interface Reading<T> {
        T from(InputStream body) throws IOException, PrometheusTrouble;
    }

    /**
     * @param asked for people, should it fail
     */
    <T> T ask(String path, Map<String, String> form, String asked, Reading<T> reading)
            throws PrometheusTrouble {
        try {
            return patience.get(() -> once(path, form, asked, reading));
        } catch (CircuitBreakerOpenException resting) {
            throw PrometheusTrouble.lasting(
                    "Prometheus at %s failed several times in a row and is left alone for a while; not asked: %s. %s"
                            .formatted(connection.shownUrl(), asked, WAY_OUT),
                    resting);
        } catch (FailsafeException failed) {
            if (failed.getCause() instanceof PrometheusTrouble trouble) throw trouble;
            if (failed.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw PrometheusTrouble.lasting("Interrupted while asking: " + asked, failed);
        }
    }

    private static final String WAY_OUT =
            "Is it running, and is prometheus.url right? sre-agent goes on with what it has and asks again.";

    private <T> T once(String path, Map<String, String> form, String asked, Reading<T> reading)
            throws PrometheusTrouble, InterruptedException {
        if (!places.tryAcquire(settings.timeoutSeconds(), TimeUnit.SECONDS)) {
            throw PrometheusTrouble.lasting(
                    "All %d places for questions to Prometheus were taken for %d s; not asked: %s. prometheus.max_parallel gives more places."
                            .formatted(settings.maxParallel(), settings.timeoutSeconds(), asked),
                    null);
        }
        try {
            Instant sent = clock.instant();
            HttpResponse<InputStream> answer = connection.send(path, form);
            try (InputStream body = answer.body()) {
                Instant got = clock.instant();
                skew.note(
                        answer.headers().firstValue("Date"),
                        sent.plus(Duration.between(sent, got).dividedBy(2)));
                if (answer.statusCode() != 200) throw refusal(answer.statusCode(), body, asked);
                return reading.from(body);
            }
        } catch (HttpTimeoutException late) {
            throw PrometheusTrouble.passing(
                    "Prometheus at %s did not answer within %d s: %s. prometheus.timeout_seconds gives it longer."
                            .formatted(connection.shownUrl(), settings.timeoutSeconds(), asked),
                    late);
        } catch (IOException broken) {
            String why =
                    broken.getMessage() == null
                            ? broken.getClass().getSimpleName()
                            : broken.getMessage();
            throw PrometheusTrouble.passing(
                    "Prometheus at %s could not be asked: %s (%s). %s"
                            .formatted(connection.shownUrl(), asked, why, WAY_OUT),
                    broken);
        } finally {
            places.release();
        }
    }

    private PrometheusTrouble refusal(int status, InputStream body, String asked)
            throws IOException {
        byte[] start = body.readNBytes(64 * 1024);
        String said = new String(start, UTF_8).strip();
        try {
            JsonNode error = new ObjectMapper().readTree(start).path("error");
            if (error.isTextual()) said = error.asText();
        } catch (IOException notJson) {
            // some proxy's page: its beginning will do
        }
        if (said.length() > MOST_ERROR_TEXT) said = said.substring(0, MOST_ERROR_TEXT) + " …";
        String words =
                "Prometheus at %s answered %d for %s: %s"
                        .formatted(connection.shownUrl(), status, asked, masked(said));
        return switch (status) {
            case 401, 403 ->
                    PrometheusTrouble.lasting(
                            words + ". Check prometheus.bearer_token, username or tenant.", null);
            case 404 ->
                    PrometheusTrouble.lasting(
                            words + ". Does prometheus.url include the path prefix?", null);
            case 429 ->
                    PrometheusTrouble.passing(
                            words + ". prometheus.max_parallel lowers the load.", null);
            case 500, 502, 503, 504 -> PrometheusTrouble.passing(words, null);
            default -> PrometheusTrouble.lasting(words, null);
        };
    }

    private QueryAnswer told(AnswerReader reader, String asked) throws PrometheusTrouble {
        if (!reader.error().isEmpty()) {
            throw PrometheusTrouble.lasting(
                    "Prometheus at %s refused %s: %s"
                            .formatted(connection.shownUrl(), asked, masked(reader.error())),
                    null);
        }
        List<String> warnings = new ArrayList<>();
        for (String warning : reader.answer().warnings()) {
            warnings.add("Prometheus warns of %s: %s".formatted(asked, masked(warning)));
        }
        return new QueryAnswer(reader.answer().series(), List.copyOf(warnings));
    }

    /** Some servers repeat the request's headers in their errors. */
    private String masked(String text) {
        String masked = text;
        for (var secret : List.of(settings.bearerToken(), settings.password())) {
            if (secret.isPresent() && !secret.get().isEmpty()) {
                masked = masked.replace(secret.get(), "***");
            }
        }
        return masked;
    }

    private static boolean isPassing(Throwable failure) {
        return failure instanceof PrometheusTrouble trouble && trouble.isPassing();
    }

    /** Seconds with milliseconds, without an exponent. */
    private static String seconds(Instant time) {
        return "%d.%03d".formatted(time.getEpochSecond(), time.getNano() / 1_000_000);
    }
}
