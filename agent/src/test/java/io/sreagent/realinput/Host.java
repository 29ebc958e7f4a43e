package io.sreagent.realinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * This machine as a user would watch it: node-exporter, Prometheus, and the packaged program that
 * is told the address of that Prometheus and nothing else about what to watch.
 */
final class Host implements AutoCloseable {
    static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    static final Path EXPORTER = Path.of("/usr/bin/prometheus-node-exporter");
    static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

    /** The name that Prometheus' configuration gives the exporter's targets. */
    static final String JOB = "machines";

    /** The host as the target's address names it. */
    static final String NAME = "localhost";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "sre_00000000000000000000000000000000";

    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Started> all = new ArrayList<>();
    private final int exporterPort = Started.freePort();
    private final int prometheusPort = Started.freePort();
    private final int programPort = Started.freePort();
    private final Started exporter;

    /**
     * @param usual whether Prometheus scrapes as a packaged one does, not faster
     */
    Host(Path folder, boolean usual) throws IOException {
        this.folder = folder;
        exporter =
                start(
                        "exporter",
                        Map.of(),
                        List.of(
                                EXPORTER.toString(),
                                "--web.listen-address=127.0.0.1:" + exporterPort));
        String every = usual ? "15s" : "5s";
        Path config =
                Files.writeString(
                        folder.resolve("prometheus.yml"),
                        """
                        global: {scrape_interval: %s, scrape_timeout: 4s}
                        scrape_configs:
                          - job_name: %s
                            static_configs: [{targets: ['%s:%d']}]
                        """
                                .formatted(every, JOB, NAME, exporterPort));
        start(
                "prometheus",
                Map.of(),
                List.of(
                        PROMETHEUS.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + prometheusPort));
    }

    /**
     * Starts the program and waits until it answers.
     *
     * @param checkIntervalSeconds empty for what the program does when nothing is set
     */
    void startProgram(Optional<Integer> checkIntervalSeconds) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("PROMETHEUS_URL", "http://127.0.0.1:" + prometheusPort);
        settings.put("DATABASE_URL", "jdbc:h2:file:" + folder.resolve("sre-agent"));
        settings.put("AUDIT_ANCHOR_FILE", folder.resolve("audit.anchor").toString());
        settings.put("LOGGING_FILE", folder.resolve("sre-agent.log").toString());
        settings.put("SERVER_HOST", "127.0.0.1");
        settings.put("SERVER_PORT", String.valueOf(programPort));
        checkIntervalSeconds.ifPresent(
                seconds -> settings.put("CHECK_INTERVAL_SECONDS", String.valueOf(seconds)));
        settings.put("SRE_AGENT_TOKEN", TOKEN);
        String java = ProcessHandle.current().info().command().orElse("java");
        Started program =
                start("program", settings, List.of(java, "-jar", PROGRAM.toString(), "serve"));
        boolean up = await(Duration.ofMinutes(3), () -> isUp() || !program.isAlive());
        if (!up || !program.isAlive())
            throw new IOException("the program did not answer:\n" + program.lastWords());
    }

    void stopExporter() {
        exporter.close();
    }

    List<JsonNode> incidents() {
        List<JsonNode> items = new ArrayList<>();
        program("/api/v1/incidents?limit=100").path("items").forEach(items::add);
        return items;
    }

    JsonNode program(String path) {
        return get("http://127.0.0.1:" + programPort + path);
    }

    /** The first value of an instant query; NaN when there is none. */
    double measured(String query) {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        JsonNode answer =
                get("http://127.0.0.1:" + prometheusPort + "/api/v1/query?query=" + encoded);
        return answer.at("/data/result/0/value/1").asDouble(Double.NaN);
    }

    /** Asks each second, for at most this long, whether it is so. */
    static boolean await(Duration most, BooleanSupplier isSo) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) return false;
            Thread.sleep(1000); // what is waited for happens in other processes
        }
        return true;
    }

    private boolean isUp() {
        return !program("/api/v1/health").isMissingNode();
    }

    /** Missing when nobody answers, or answers with an error. */
    private JsonNode get(String url) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.missingNode();
        } catch (IOException nobody) {
            return JSON.missingNode();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return JSON.missingNode();
        }
    }

    private Started start(String name, Map<String, String> environment, List<String> command)
            throws IOException {
        Started started = Started.of(folder.resolve(name + ".log"), environment, command);
        all.add(started);
        return started;
    }

    @Override
    public void close() {
        all.reversed().forEach(Started::close);
    }
}
