package io.sreagent.integrations.loki;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * The questions that can be put to Loki
 * (https://grafana.com/docs/loki/latest/reference/loki-http-api/), within the limits it and we
 * have: so many at once, more lines than one answer holds page by page, passing failures asked
 * again with jitter and after the pause the server asks for, and none at all for a while when it
 * keeps failing.
 */
final class LokiApi {
    /** Lines of one answer; the server's own limit is 5,000 by default and often lower. */
    static final int PAGE = 1_000;

    private static final int MOST_ERROR_TEXT = 300;
    private static final long LONGEST_PAUSE = 30; // seconds
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LokiConnection connection;
    private final Semaphore places;
    private final FailsafeExecutor<Object> patience;

    /**
     * How failures are met.
     *
     * @param firstDelay before the first repetition; doubles, with 30 % jitter
     * @param rest how long nothing is asked after five failures in a row
     */
    record Patience(int retries, Duration firstDelay, Duration rest) {
        static final Patience USUAL =
                new Patience(3, Duration.ofMillis(300), Duration.ofSeconds(30));
    }

    /** Lines, oldest first, and whether there may be older ones in the window. */
    record Page(List<LokiEntry> entries, boolean more) {}

    LokiApi(LokiConnection connection, int maxParallel, Patience patience) {
        this.connection = connection;
        places = new Semaphore(maxParallel, true);
        CircuitBreaker<Object> breaker =
                CircuitBreaker.builder()
                        .handleIf(LokiApi::isPassing)
                        .withFailureThreshold(5)
                        .withDelay(patience.rest())
                        .build();
        RetryPolicy<Object> retry =
                RetryPolicy.builder()
                        .handleIf(LokiApi::isPassing)
                        .withMaxRetries(patience.retries())
                        .withBackoff(patience.firstDelay(), patience.firstDelay().multipliedBy(8))
                        .withJitter(0.3)
                        .withDelayFnOn(
                                context ->
                                        context.getLastException() instanceof LokiTrouble trouble
                                                ? trouble.pause().orElse(Duration.ofSeconds(-1))
                                                : Duration.ofSeconds(-1),
                                LokiTrouble.class)
                        .build();
        this.patience = Failsafe.with(retry).compose(breaker);
    }

    /** The newest lines of a window, at most so many. */
    Page newest(String query, Instant from, Instant until, int limit) throws LokiTrouble {
        List<LokiEntry> newestFirst = new ArrayList<>();
        Set<LokiEntry> atBoundary = new HashSet<>();
        long end = nanos(until);
        long start = nanos(from);
        boolean more = false;
        while (newestFirst.size() < limit && end > start) {
            int wanted = Math.min(PAGE, limit - newestFirst.size() + atBoundary.size());
            List<LokiEntry> page = page(query, start, end, wanted);
            int fresh = 0;
            for (LokiEntry entry : page) {
                if (newestFirst.size() == limit || !atBoundary.add(entry)) continue;
                newestFirst.add(entry);
                fresh++;
            }
            more = page.size() >= wanted;
            if (!more) break;
            long oldest = page.getLast().nanos();
            // Lines of the very same instant may be on both sides of the cut: ask for it once more,
            // unless a whole page is of one instant.
            end = fresh == 0 || oldest == page.getFirst().nanos() ? oldest : oldest + 1;
            atBoundary.removeIf(entry -> entry.nanos() != oldest);
        }
        return new Page(List.copyOf(newestFirst.reversed()), more);
    }

    private List<LokiEntry> page(String query, long start, long end, int limit) throws LokiTrouble {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("query", query);
        parameters.put("start", String.valueOf(start));
        parameters.put("end", String.valueOf(end));
        parameters.put("limit", String.valueOf(limit));
        parameters.put("direction", "backward");
        String asked = query + ", " + time(start) + " to " + time(end);
        JsonNode data = ask("/loki/api/v1/query_range", parameters, asked).path("data");
        String type = data.path("resultType").asText();
        if (!type.equals("streams")) {
            throw LokiTrouble.lasting(
                    "Loki answered " + type + " for " + asked + ": only queries for lines fit here",
                    null);
        }
        List<LokiEntry> entries = new ArrayList<>();
        for (JsonNode stream : data.path("result")) {
            Map<String, String> labels = new LinkedHashMap<>();
            stream.path("stream")
                    .properties()
                    .forEach(one -> labels.put(one.getKey(), one.getValue().asText()));
            for (JsonNode value : stream.path("values")) {
                entries.add(new LokiEntry(labels, value.path(0).asLong(), value.path(1).asText()));
            }
        }
        entries.sort(Comparator.comparingLong(LokiEntry::nanos).reversed());
        return entries;
    }

    /** Names of all labels of late. */
    Set<String> labels() throws LokiTrouble {
        Set<String> names = new HashSet<>();
        ask("/loki/api/v1/labels", Map.of(), "its labels")
                .path("data")
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    private JsonNode ask(String path, Map<String, String> parameters, String asked)
            throws LokiTrouble {
        try {
            return patience.get(() -> once(path, parameters, asked));
        } catch (CircuitBreakerOpenException resting) {
            throw LokiTrouble.lasting(
                    "Loki at %s failed several times in a row and is left alone for a while; not asked: %s. Is loki.url right?"
                            .formatted(connection.shownUrl(), asked),
                    resting);
        } catch (FailsafeException failed) {
            if (failed.getCause() instanceof LokiTrouble trouble) throw trouble;
            throw failed;
        }
    }

    private JsonNode once(String path, Map<String, String> parameters, String asked)
            throws LokiTrouble {
        boolean placed = false;
        try {
            places.acquire();
            placed = true;
            HttpResponse<InputStream> answer = connection.get(path, parameters);
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == 200) return JSON.readTree(body);
                String text = new String(body.readNBytes(MOST_ERROR_TEXT), UTF_8).strip();
                throw refused(answer, text, asked);
            }
        } catch (IOException broken) {
            throw LokiTrouble.passing(
                    "Loki at %s does not answer for %s (%s). Is loki.url right?"
                            .formatted(connection.shownUrl(), asked, broken),
                    broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw LokiTrouble.lasting("interrupted while asking Loki for " + asked, stopped);
        } finally {
            if (placed) places.release();
        }
    }

    private static LokiTrouble refused(HttpResponse<?> answer, String text, String asked) {
        int status = answer.statusCode();
        String words = "Loki answered %d for %s: %s".formatted(status, asked, text);
        if (status == 429) {
            return LokiTrouble.busy(
                    words + ". It limits queries per tenant; loki.max_parallel lowers the load.",
                    pause(answer));
        }
        if (status >= 500) return LokiTrouble.passing(words, null);
        if (status == 401 || status == 403) {
            words += ". Are loki.bearer_token and loki.tenant right?";
        }
        return LokiTrouble.lasting(words, null);
    }

    /**
     * What {@code Retry-After} says in seconds; negative, so that the usual delay holds, without.
     */
    private static Duration pause(HttpResponse<?> answer) {
        String said = answer.headers().firstValue("Retry-After").orElse("");
        return said.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Math.min(LONGEST_PAUSE, Long.parseLong(said)))
                : Duration.ofSeconds(-1);
    }

    private static boolean isPassing(Throwable thrown) {
        return thrown instanceof LokiTrouble trouble && trouble.isPassing();
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    static Instant time(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
