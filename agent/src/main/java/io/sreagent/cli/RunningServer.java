package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sreagent.settings.Configuration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the server that runs here how its parts are; that needs no token. */
final class RunningServer {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Configuration configuration;

    RunningServer(Configuration configuration) {
        this.configuration = configuration;
    }

    void look(Ward ward) {
        String at =
                "http://%s:%s"
                        .formatted(
                                configuration.require("server.host"),
                                configuration.require("server.port"));
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(at + "/api/v1/health"))
                            .timeout(PATIENCE)
                            .build();
            String answer = http.send(request, BodyHandlers.ofString()).body();
            for (JsonNode part : new ObjectMapper().readTree(answer).path("parts")) {
                String what = "server: " + part.path("name").asText();
                String detail = part.path("detail").asText();
                if (part.path("status").asText().equals("UP")) ward.well(what, detail);
                else ward.ill(what, detail);
            }
        } catch (IOException | IllegalArgumentException elsewhere) {
            ward.well(
                    "server",
                    "does not answer at " + at + "; it may have been started with other settings");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
