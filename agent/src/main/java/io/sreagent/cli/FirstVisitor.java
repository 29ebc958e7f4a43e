package io.sreagent.cli;

import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Asks a server that has just come up for what people ask first. */
public final class FirstVisitor implements QuarkusApplication {
    private static final List<String> ASKED =
            List.of("/api/v1/health", "/", "/api/v1/incidents", "/status", "/metrics");

    @Override
    public int run(String... arguments) throws IOException, InterruptedException {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int round = 0; round < 3; round++) {
                for (String path : ASKED) visit(client, port, path);
            }
        }
        return Exit.OK;
    }

    private static void visit(HttpClient client, int port, String path)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(10))
                        .build();
        System.err.println(path + " " + client.send(request, BodyHandlers.discarding()));
    }
}
