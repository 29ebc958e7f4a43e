package io.sreagent.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of a simulated world. A scaled clock runs by itself, so many times faster than ours, and
 * is asked only once; a lock-step clock stands still until {@link #advance} moves it.
 */
final class SimulatedClock implements InstantSource {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An advance waits for whatever the world's keeper does between two instants, people's answers
     * among it.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI clock;
    private final boolean lockstep;
    private final double speed;
    private final long readAt;
    private volatile Instant now;

    /**
     * @param clock such as {@code http://127.0.0.1:9092/clock}
     */
    SimulatedClock(URI clock) {
        this.clock = clock;
        JsonNode read = send(HttpRequest.newBuilder(clock).GET().build());
        this.now = Instant.parse(read.path("now").asText());
        this.lockstep = read.path("mode").asText().equals("lockstep");
        this.speed = read.path("speed").asDouble(1);
        this.readAt = System.nanoTime();
    }

    boolean isLockstep() {
        return lockstep;
    }

    @Override
    public Instant instant() {
        if (lockstep) return now;
        return now.plusNanos(Math.round((System.nanoTime() - readAt) * speed));
    }

    /** How long a stretch of simulated time lasts on our own clock. */
    Duration wall(Duration simulated) {
        return Duration.ofNanos(Math.round(simulated.toNanos() / speed));
    }

    /** Lets time pass; only in lock-step. */
    void advance(Duration by) {
        String body = "{\"seconds\":" + by.toSeconds() + "}";
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(clock + "/advance"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        now = Instant.parse(send(request).path("now").asText());
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(
                        request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException(request.uri().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The simulator's clock does not answer (clock.url): " + e.getMessage(), e);
        }
    }
}
