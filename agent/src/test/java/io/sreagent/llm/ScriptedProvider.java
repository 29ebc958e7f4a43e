package io.sreagent.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A server that answers what a test has told it to, in that order, as OpenAI and compatible ones
 * do, as Anthropic or as Ollama: by the path that is asked.
 */
public final class ScriptedProvider implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final BlockingQueue<Answer> script = new LinkedBlockingQueue<>();
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    public ScriptedProvider() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/v1/chat/completions", this::chat);
        server.createContext("/v1/messages", this::chat);
        server.createContext("/api/chat", this::chat);
        server.createContext("/v1/models", exchange -> send(exchange, 200, models()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Says this, and that it took a hundred tokens to read and twenty to write. */
    public ScriptedProvider says(String text) {
        script.add(
                exchange ->
                        send(
                                exchange,
                                200,
                                switch (exchange.getRequestURI().getPath()) {
                                    case "/api/chat" -> ofOllama(text);
                                    case "/v1/messages" -> ofAnthropic(text);
                                    default -> completion(text);
                                }));
        return this;
    }

    public ScriptedProvider fails(int status) {
        script.add(
                exchange -> send(exchange, status, "{\"error\":{\"message\":\"no, sk-secret\"}}"));
        return this;
    }

    public ScriptedProvider sends(String body) {
        script.add(exchange -> send(exchange, 200, body));
        return this;
    }

    public ScriptedProvider sendsAway(String elsewhere) {
        script.add(
                exchange -> {
                    exchange.getResponseHeaders().set("Location", elsewhere);
                    send(exchange, 307, "");
                });
        return this;
    }

    /** Begins to answer and never ends. */
    public ScriptedProvider trickles() {
        script.add(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    try {
                        over.await();
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                });
        return this;
    }

    /** Everything that was asked, question by question. */
    public List<JsonNode> asked() {
        return asked;
    }

    /** What the last question was about, without the rules. */
    public String lastMatter() {
        JsonNode messages = asked.getLast().path("messages");
        return messages.get(messages.size() - 1).path("content").asText();
    }

    List<String> keys() {
        return keys;
    }

    private void chat(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Authorization");
        String other = exchange.getRequestHeaders().getFirst("x-api-key");
        keys.add(key != null ? key : other != null ? other : "");
        asked.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
        Answer next = script.poll();
        if (next == null) send(exchange, 503, "{}");
        else next.to(exchange);
    }

    private static String models() throws IOException {
        return JSON.writeValueAsString(Map.of("data", List.of(Map.of("id", "small"))));
    }

    private static String ofOllama(String text) throws IOException {
        return JSON.writeValueAsString(
                Map.of(
                        "model",
                        "small",
                        "message",
                        Map.of("role", "assistant", "content", text),
                        "done",
                        true,
                        "prompt_eval_count",
                        100,
                        "eval_count",
                        20));
    }

    private static String ofAnthropic(String text) throws IOException {
        return JSON.writeValueAsString(
                Map.of(
                        "id", "1",
                        "type", "message",
                        "role", "assistant",
                        "model", "small",
                        "content", List.of(Map.of("type", "text", "text", text)),
                        "stop_reason", "end_turn",
                        "usage", Map.of("input_tokens", 100, "output_tokens", 20)));
    }

    private static String completion(String text) throws IOException {
        return JSON.writeValueAsString(
                Map.of(
                        "id", "1",
                        "object", "chat.completion",
                        "model", "small",
                        "choices",
                                List.of(
                                        Map.of(
                                                "index",
                                                0,
                                                "finish_reason",
                                                "stop",
                                                "message",
                                                Map.of("role", "assistant", "content", text))),
                        "usage",
                                Map.of(
                                        "prompt_tokens", 100,
                                        "completion_tokens", 20,
                                        "total_tokens", 120)));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
