package io.sreagent.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Chromium, driven over its DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Pattern ENDPOINT = Pattern.compile("ws://[^/]+:(\\d+)/\\S+");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final WebSocket socket;

    private Browser(Process process, int port) throws IOException, InterruptedException {
        this.process = process;
        this.socket = http.newWebSocketBuilder().buildAsync(page(port), new Listener()).join();
        for (String domain : List.of("Page", "Runtime", "Network"))
            command(domain + ".enable", Map.of());
    }

    /** Where it is installed, if it is. */
    static Optional<Path> installed() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
                Path file = Path.of(folder, name);
                if (Files.isExecutable(file)) return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    static Browser start(Path program, Path profile) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--headless"));
        command.addAll(
                List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank"));
        Process process =
                new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader says = process.errorReader(StandardCharsets.UTF_8);
        String line;
        while ((line = says.readLine()) != null) {
            Matcher endpoint = ENDPOINT.matcher(line);
            if (!endpoint.find()) continue;
            // A full pipe would stop it.
            Thread.ofVirtual().start(() -> says.lines().forEach(ignored -> {}));
            return new Browser(process, Integer.parseInt(endpoint.group(1)));
        }
        throw new IOException(program + " ended without saying where it listens");
    }

    void size(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 700));
    }

    void cookie(String name, String value, String url) {
        command("Network.setCookie", Map.of("name", name, "value", value, "url", url));
    }

    void open(String url) {
        command("Page.navigate", Map.of("url", url));
    }

    /** The value of an expression in the page. */
    JsonNode evaluate(String expression) {
        Map<String, Object> parameters = Map.of("expression", expression, "returnByValue", true);
        return command("Runtime.evaluate", parameters).path("result").path("value");
    }

    /** Asks the page until it says yes; each time anew, since a page may be loaded meanwhile. */
    void await(String condition) {
        String asked = "(() => { try { return !!(%s) } catch (e) { return false } })()";
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!evaluate(asked.formatted(condition)).asBoolean()) {
            if (System.nanoTime() > until)
                throw new AssertionError(
                        "not within %s: %s; the page says: %s"
                                .formatted(
                                        PATIENCE,
                                        condition,
                                        evaluate("document.body.innerText").asText()));
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    byte[] picture() {
        String data =
                command("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
        return Base64.getDecoder().decode(data);
    }

    /** Exceptions and refusals that the page's scripts met. */
    List<String> troubles() {
        return troubles;
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        http.close();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    }

    private URI page(int port) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json")).build();
        for (JsonNode target : JSON.readTree(http.send(request, BodyHandlers.ofString()).body())) {
            if (target.path("type").asText().equals("page"))
                return URI.create(target.path("webSocketDebuggerUrl").asText());
        }
        throw new IOException("the browser has no page");
    }

    private JsonNode command(String method, Map<String, Object> parameters) {
        int id = number.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText(message.toString(), true);
        return answer.orTimeout(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS).join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                took(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void took(String message) {
            try {
                JsonNode node = JSON.readTree(message);
                if (node.path("method").asText().equals("Runtime.exceptionThrown"))
                    troubles.add(node.path("params").path("exceptionDetails").toString());
                CompletableFuture<JsonNode> answer = waiting.remove(node.path("id").asInt());
                if (answer != null) answer.complete(node.path("result"));
            } catch (JsonProcessingException broken) {
                troubles.add(broken.toString());
            }
        }
    }
}
