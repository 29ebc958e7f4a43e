package io.sreagent.integrations.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An API server small enough to read: get, list, watch, JSON patch, dry run, eviction. It runs
 * nothing; a test moves the world on by hand. It can lose answers, turn writes away and fall
 * silent.
 */
final class FakeCluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Watcher(String collection, BlockingQueue<String> lines) {}

    private final HttpServer server;
    private final Map<String, ObjectNode> objects = new TreeMap<>(); // path → object
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, String> logs = new LinkedHashMap<>();
    private int version = 100;
    private volatile boolean loseNext;
    private volatile boolean turnNextAway;
    private volatile boolean cut;
    private volatile Runnable beforeNextWrite = () -> {};
    private volatile boolean budgetHolds;
    private volatile int lists;

    FakeCluster() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    // ------------------------------------------------------------ the world, as a test moves it

    /** Puts an object there; kind, namespace and name are in it. */
    synchronized ObjectNode put(String yaml) {
        try {
            ObjectNode object =
                    (ObjectNode)
                            JSON.valueToTree(
                                    new org.yaml.snakeyaml.Yaml().<Map<String, Object>>load(yaml));
            ObjectNode meta = (ObjectNode) object.path("metadata");
            if (!meta.has("uid")) {
                meta.put("uid", "uid-" + meta.path("name").asText() + "-" + ++version);
            }
            if (!meta.has("creationTimestamp")) {
                meta.put("creationTimestamp", "2026-03-01T00:00:00Z");
            }
            meta.put("generation", 1);
            meta.put("resourceVersion", "" + ++version);
            String path = path(object);
            boolean known = objects.put(path, object) != null;
            tell(known ? "MODIFIED" : "ADDED", path, object);
            return object;
        } catch (RuntimeException broken) {
            throw new IllegalArgumentException(yaml, broken);
        }
    }

    synchronized void change(String path, Consumer<ObjectNode> how) {
        ObjectNode object = objects.get(path);
        if (object == null)
            throw new IllegalStateException("no " + path + " in " + objects.keySet());
        how.accept(object);
        ((ObjectNode) object.path("metadata")).put("resourceVersion", "" + ++version);
        tell("MODIFIED", path, object);
    }

    synchronized @Nullable JsonNode get(String path) {
        return objects.get(path);
    }

    JsonNode need(String path) {
        return Objects.requireNonNull(get(path), path);
    }

    void putLog(String podPath, String text) {
        logs.put(podPath, text);
    }

    // ------------------------------------------------------------ troubles

    void loseNextAnswer() {
        loseNext = true;
    }

    /** Somebody is quicker, between our look and our write. */
    void beforeNextWrite(Runnable what) {
        beforeNextWrite = what;
    }

    void turnNextWriteAway() {
        turnNextAway = true;
    }

    void cutOff(boolean isCut) {
        cut = isCut;
    }

    void budgetHolds(boolean holds) {
        budgetHolds = holds;
    }

    /** Ends every watch the way a server does that has forgotten where it was. */
    void forgetWatches() {
        for (Watcher watcher : watchers) {
            watcher.lines.add(
                    "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"Expired\",\"code\":410}}");
            watcher.lines.add("");
        }
        watchers.clear();
    }

    /** Writes that took effect: verb and path. */
    List<String> writes() {
        return List.copyOf(writes);
    }

    int lists() {
        return lists;
    }

    // ------------------------------------------------------------ the wire

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (cut) return; // closes without a word
            String path = exchange.getRequestURI().getPath();
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (query.getOrDefault("watch", "").equals("true")) {
                watch(exchange, path, query);
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "GET" -> read(exchange, path, query);
                case "PATCH" -> write(exchange, path, query, body);
                case "POST" -> write(exchange, path, query, body);
                default -> status(exchange, 405, "not here");
            }
        }
    }

    private void read(HttpExchange exchange, String path, Map<String, String> query)
            throws IOException {
        if (path.endsWith("/log")) {
            answer(exchange, 200, logs.getOrDefault(path.replaceFirst("/log$", ""), ""));
            return;
        }
        ObjectNode one;
        String many;
        synchronized (this) {
            one = objects.get(path);
            many = list(path, query).toString();
        }
        if (one != null) {
            answer(exchange, 200, one.toString());
        } else if (path.matches(".*/(namespaces/[^/]+/)?[a-z]+s$")) {
            lists++;
            answer(exchange, 200, many);
        } else {
            status(exchange, 404, path + " not found");
        }
    }

    private ObjectNode list(String path, Map<String, String> query) {
        ObjectNode list = JSON.createObjectNode();
        list.put("kind", "List").put("apiVersion", "v1");
        list.putObject("metadata").put("resourceVersion", "" + version);
        var items = list.putArray("items");
        String plural = path.substring(path.lastIndexOf('/') + 1);
        String namespaced = path.substring(0, path.lastIndexOf('/'));
        objects.forEach(
                (p, object) -> {
                    String[] parts = p.split("/");
                    boolean here = parts[parts.length - 2].equals(plural);
                    boolean inside = !path.contains("/namespaces/") || p.startsWith(namespaced);
                    if (here
                            && inside
                            && selected(object, query.getOrDefault("labelSelector", ""))) {
                        items.add(object.deepCopy());
                    }
                });
        return list;
    }

    private static boolean selected(JsonNode object, String selector) {
        if (selector.isEmpty()) return true;
        for (String term : selector.split(",")) {
            String[] pair = term.split("=");
            if (!object.at("/metadata/labels").path(pair[0]).asText().equals(pair[1])) return false;
        }
        return true;
    }

    private void write(HttpExchange exchange, String path, Map<String, String> query, String body)
            throws IOException {
        boolean dryRun = query.getOrDefault("dryRun", "").equals("All");
        if (!dryRun && turnNextAway) {
            turnNextAway = false;
            exchange.getResponseHeaders().set("Retry-After", "2");
            status(exchange, 429, "too many requests");
            return;
        }
        if (!dryRun) {
            beforeNextWrite.run();
            beforeNextWrite = () -> {};
        }
        int code;
        String said;
        synchronized (this) {
            JsonNode done =
                    path.endsWith("/eviction")
                            ? evicted(path, body, dryRun)
                            : patched(path, body, dryRun);
            code = done.path("code").asInt(200);
            said = done.toString();
            if (code < 300 && !dryRun) writes.add(exchange.getRequestMethod() + " " + path);
        }
        if (!dryRun && loseNext) {
            loseNext = false;
            return; // done, but nobody hears of it
        }
        answer(exchange, code, said);
    }

    private JsonNode patched(String path, String body, boolean dryRun) throws IOException {
        ObjectNode object = objects.get(path);
        if (object == null) return failure(404, path + " not found");
        ObjectNode after;
        try {
            after = (ObjectNode) JsonPatch.apply(JSON.readTree(body), object);
        } catch (JsonPatchException refused) {
            return failure(422, "the server rejected our request: " + refused.getMessage());
        }
        if (!after.path("spec").equals(object.path("spec"))) {
            ObjectNode meta = (ObjectNode) after.path("metadata");
            meta.put("generation", meta.path("generation").asInt() + 1);
        }
        if (dryRun) return after;
        ((ObjectNode) after.path("metadata")).put("resourceVersion", "" + ++version);
        objects.put(path, after);
        tell("MODIFIED", path, after);
        return after;
    }

    private JsonNode evicted(String path, String body, boolean dryRun) throws IOException {
        String pod = path.replaceFirst("/eviction$", "");
        ObjectNode object = objects.get(pod);
        if (object == null) return failure(404, pod + " not found");
        String uid = JSON.readTree(body).at("/deleteOptions/preconditions/uid").asText();
        if (!uid.equals(object.at("/metadata/uid").asText())) {
            return failure(409, "the UID in the precondition does not match");
        }
        if (budgetHolds)
            return failure(
                    429, "Cannot evict pod as it would violate the pod's disruption budget.");
        if (!dryRun) objects.remove(pod);
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("status", "Success")
                .put("code", 201);
    }

    private void watch(HttpExchange exchange, String path, Map<String, String> query)
            throws IOException {
        Watcher watcher = new Watcher(path, new LinkedBlockingQueue<>());
        synchronized (this) {
            long since = Long.parseLong(query.getOrDefault("resourceVersion", "0"));
            for (JsonNode object : list(path, Map.of()).path("items")) {
                if (object.at("/metadata/resourceVersion").asLong() > since) {
                    watcher.lines.add(event("ADDED", object));
                }
            }
            watchers.add(watcher);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            while (true) {
                String line = watcher.lines.take();
                if (line.isEmpty()) return;
                out.write((line + "\n").getBytes(UTF_8));
                out.flush();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            watchers.remove(watcher);
        }
    }

    private void tell(String type, String path, JsonNode object) {
        String plural = path.split("/")[path.split("/").length - 2];
        for (Watcher watcher : watchers) {
            if (watcher.collection.endsWith("/" + plural)) watcher.lines.add(event(type, object));
        }
    }

    private static String event(String type, JsonNode object) {
        return JSON.createObjectNode()
                .put("type", type)
                .set("object", object.deepCopy())
                .toString();
    }

    private static JsonNode failure(int code, String message) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", message)
                .put("code", code);
    }

    private static void status(HttpExchange exchange, int code, String message) throws IOException {
        answer(exchange, code, failure(code, message).toString());
    }

    private static void answer(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        if (raw == null) return query;
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return query;
    }

    private static String path(JsonNode object) {
        String kind = object.path("kind").asText();
        String group = object.path("apiVersion").asText();
        String namespace = object.at("/metadata/namespace").asText("");
        return (group.contains("/") ? "/apis/" : "/api/")
                + group
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/"
                + plural(kind)
                + "/"
                + object.at("/metadata/name").asText();
    }

    private static String plural(String kind) {
        return kind.toLowerCase(java.util.Locale.ROOT) + "s";
    }

    @Override
    public void close() {
        forgetWatches();
        server.stop(0);
    }
}
