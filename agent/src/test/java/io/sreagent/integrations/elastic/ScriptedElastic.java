package io.sreagent.integrations.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code _field_caps} and {@code _search} as Elasticsearch does, as far as time range,
 * order and size go; other conditions are recorded and not judged. Or says what a test wants.
 */
final class ScriptedElastic implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    /** The example of Elasticsearch's documentation of field capabilities, with our names. */
    static final String FIELDS =
            """
            {"indices": ["logs-1"], "fields": {
              "message": {"text": {"type": "text", "metadata_field": false, "searchable": true, "aggregatable": false}},
              "kubernetes.namespace": {"keyword": {"type": "keyword", "searchable": true, "aggregatable": true}},
              "service.name": {"text": {"type": "text", "searchable": true, "aggregatable": false}},
              "service.name.keyword": {"keyword": {"type": "keyword", "searchable": true, "aggregatable": true}},
              "kubernetes.pod.name": {"keyword": {"type": "keyword", "searchable": true, "aggregatable": true}},
              "log.level": {"keyword": {"type": "keyword", "searchable": true, "aggregatable": true}}}}
            """;

    private final HttpServer server;
    private final List<ObjectNode> documents = new ArrayList<>();
    final List<JsonNode> searches = new ArrayList<>();
    final List<String> paths = new ArrayList<>();
    final List<String> authorizations = new ArrayList<>();
    @Nullable Reply instead;

    /** What a test wants answered to a search. */
    record Reply(int status, String body) {}

    ScriptedElastic() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void add(Instant time, String level, String message) {
        ObjectNode source = JSON.createObjectNode();
        source.put("@timestamp", time.toString());
        source.put("message", message);
        source.putObject("log").put("level", level);
        source.putObject("service").put("name", "checkout");
        ObjectNode kubernetes = source.putObject("kubernetes");
        kubernetes.put("namespace", "shop").putObject("pod").put("name", "checkout-1");
        documents.add(source);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        paths.add(path);
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Reply reply;
        if (path.contains("/_field_caps")) {
            reply = new Reply(200, FIELDS);
        } else {
            JsonNode search = JSON.readTree(exchange.getRequestBody());
            searches.add(search);
            Reply wanted = instead;
            reply = wanted != null ? wanted : new Reply(200, search(search).toString());
        }
        byte[] body = reply.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ObjectNode search(JsonNode search) {
        JsonNode range = search.at("/query/bool/filter/0/range/@timestamp");
        long from = range.path("gte").asLong();
        long until = range.path("lt").asLong();
        ObjectNode answer = JSON.createObjectNode();
        answer.put("took", 5).put("timed_out", false);
        ArrayNode hits = answer.putObject("hits").putArray("hits");
        record Numbered(int id, ObjectNode source, long millis) {}
        List<Numbered> found = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            ObjectNode source = documents.get(i);
            long millis = Instant.parse(source.path("@timestamp").asText()).toEpochMilli();
            if (millis >= from && millis < until) found.add(new Numbered(i, source, millis));
        }
        found.sort(Comparator.comparingLong(Numbered::millis).reversed());
        for (Numbered one : found.subList(0, Math.min(search.path("size").asInt(), found.size()))) {
            ObjectNode hit = hits.addObject();
            hit.put("_index", "logs-1").put("_id", "d" + one.id()).set("_source", one.source());
            hit.putArray("sort").add(one.millis());
        }
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
