package io.sreagent.integrations.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server that says what a test tells it to, and remembers what it was asked. */
final class ScriptedPrometheus implements AutoCloseable {

    /** One request as it came. */
    record Asked(String method, String path, Map<String, String> form, Headers headers) {
        double number(String field) {
            return Double.parseDouble(form.getOrDefault(field, "NaN"));
        }
    }

    /** What to answer. */
    record Said(int status, String body) {
        static Said data(String result) {
            return new Said(
                    200,
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                            + result
                            + "]}}");
        }
    }

    private final HttpServer server;
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Function<Asked, Said>> next = new ArrayDeque<>();
    private volatile Function<Asked, Said> always = request -> Said.data("");

    ScriptedPrometheus() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    ScriptedPrometheus always(Function<Asked, Said> script) {
        always = script;
        return this;
    }

    ScriptedPrometheus next(int status, String body) {
        synchronized (next) {
            next.add(request -> new Said(status, body));
        }
        return this;
    }

    List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Asked request =
                new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        form(query == null ? body : query),
                        exchange.getRequestHeaders());
        asked.add(request);
        Function<Asked, Said> script;
        synchronized (next) {
            script = next.isEmpty() ? always : next.remove();
        }
        Said said = script.apply(request);
        byte[] bytes = said.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String field : text.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                form.put(
                        field.substring(0, equals),
                        URLDecoder.decode(field.substring(equals + 1), UTF_8));
            }
        }
        return form;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
