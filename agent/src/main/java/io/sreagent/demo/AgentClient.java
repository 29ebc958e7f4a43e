package io.sreagent.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Talks to the program as any user would: over its REST interface, with a person's token. */
final class AgentClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    AgentClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    boolean isUp() {
        try {
            return send(request("/api/v1/health").GET().build()).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    List<JsonNode> pending() {
        return items(get("/api/v1/approvals/pending"));
    }

    List<JsonNode> incidents() {
        return items(get("/api/v1/incidents?limit=100"));
    }

    JsonNode incident(String id) {
        return get("/api/v1/incidents/" + id);
    }

    void approve(JsonNode plan, String reason) {
        answer(plan, "approve", reason);
    }

    void reject(JsonNode plan, String reason) {
        answer(plan, "reject", reason);
    }

    private void answer(JsonNode plan, String verb, String reason) {
        Map<String, String> body =
                Map.of("reason", reason, "plan_hash", plan.path("hash").asText());
        post("/api/v1/approvals/" + plan.path("id").asText() + "/" + verb, body);
    }

    /** What a path answers. */
    JsonNode get(String path) {
        return read(path, send(request(path).GET().build()));
    }

    private void post(String path, Map<String, String> body) {
        try {
            HttpRequest.BodyPublisher json =
                    HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
            read(
                    path,
                    send(
                            request(path)
                                    .header("Content-Type", "application/json")
                                    .POST(json)
                                    .build()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", stopped));
        }
    }

    private static JsonNode read(String path, HttpResponse<String> answer) {
        try {
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(
                        path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> items(JsonNode answer) {
        List<JsonNode> items = new ArrayList<>();
        answer.path("items").forEach(items::add);
        return items;
    }
}
