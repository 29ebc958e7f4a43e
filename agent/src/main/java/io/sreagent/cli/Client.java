package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sreagent.settings.Masked;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Talks to a server's API. Every failure is a {@link Failure} that says what was asked. */
public final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI server;
    private final @Nullable String token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Client(URI server, @Nullable String token) {
        this.server = server;
        this.token = token;
    }

    /**
     * @param path below {@code /api/v1}, such as {@code /incidents}
     */
    public JsonNode get(String path) {
        return read(send(request(path).GET().timeout(TIMEOUT).build(), BodyHandlers.ofString()));
    }

    /** Sends with a fresh idempotency key. */
    public JsonNode post(String path, Map<String, ?> body) {
        HttpRequest request =
                request(path)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString()))
                        .build();
        return read(send(request, BodyHandlers.ofString()));
    }

    public JsonNode delete(String path) {
        return read(send(request(path).DELETE().timeout(TIMEOUT).build(), BodyHandlers.ofString()));
    }

    /** Follows a stream of server-sent events until the server ends it, or one is enough. */
    public void follow(String path, Predicate<JsonNode> goesOn) {
        HttpRequest request = request(path).header("Accept", "text/event-stream").GET().build();
        HttpResponse<java.io.InputStream> answer = send(request, BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            if (answer.statusCode() != 200) {
                String body = lines.lines().reduce("", String::concat);
                throw failure(answer.request(), answer.statusCode(), parse(body));
            }
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("data:") && !goesOn.test(parse(line.substring(5)))) return;
            }
        } catch (IOException broken) {
            throw new Failure(Exit.UNREACHABLE, "the stream broke off: " + broken.getMessage());
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
                        .header("Accept", "application/json");
        if (token != null) request.header("Authorization", "Bearer " + token);
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException unreachable) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    Masked.text(server.toString())
                            + " does not answer ("
                            + unreachable.getClass().getSimpleName()
                            + "). Start it with `sre-agent serve`, or say where it is with --server"
                            + " or SRE_AGENT_URL.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.FAILED, "interrupted");
        }
    }

    private JsonNode read(HttpResponse<String> answer) {
        JsonNode body = parse(answer.body());
        if (answer.statusCode() >= 400) throw failure(answer.request(), answer.statusCode(), body);
        return body;
    }

    private Failure failure(HttpRequest request, int status, JsonNode problem) {
        String detail = problem.path("detail").asText(problem.path("title").asText(""));
        String asked = request.method() + " " + request.uri().getPath();
        String message = asked + " answered " + status + (detail.isEmpty() ? "" : ": " + detail);
        if (status == 401) message += wayToToken();
        int exit =
                switch (status) {
                    case 401, 403 -> Exit.DENIED;
                    case 400, 404, 405, 415, 422 -> Exit.USAGE;
                    case 502, 503, 504 -> Exit.UNREACHABLE;
                    default -> Exit.FAILED;
                };
        return new Failure(exit, message);
    }

    private String wayToToken() {
        return token == null
                ? "\nGive a token with SRE_AGENT_TOKEN; `sre-agent token create` makes one."
                : "\nThe token is not known to this server, or was revoked.";
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node == null ? JsonNodeFactory.instance.objectNode() : node;
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            return JsonNodeFactory.instance.objectNode().put("detail", text.strip());
        } catch (UncheckedIOException broken) {
            throw new Failure(Exit.UNREACHABLE, String.valueOf(broken.getMessage()));
        }
    }
}
