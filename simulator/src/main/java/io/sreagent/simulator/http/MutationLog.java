package io.sreagent.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every request that asked the cluster for a change, in order, so that a test can prove each step
 * ran once.
 */
public final class MutationLog {
    /** Annotations with this prefix are recorded. */
    public static final String PREFIX = "sre-agent.io/";

    private final List<Mutation> mutations = new ArrayList<>();

    public synchronized void record(Instant at, Request request, boolean dryRun, int code) {
        mutations.add(
                new Mutation(
                        mutations.size() + 1L,
                        at,
                        Instant.now(),
                        request.method(),
                        request.path(),
                        dryRun,
                        digest(request.body()),
                        code,
                        annotations(request.body())));
    }

    public synchronized List<Mutation> all() {
        return List.copyOf(mutations);
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Map<String, String> annotations(byte[] body) {
        Map<String, String> found = new TreeMap<>();
        try {
            collect(Reply.JSON.readTree(body), found);
        } catch (IOException e) {
            return found; // not JSON: nothing to collect
        }
        return found;
    }

    private static void collect(JsonNode node, Map<String, String> found) {
        String pointer = node.path("path").asText();
        int at = pointer.indexOf("/metadata/annotations/");
        if (at >= 0) { // an operation of a JSON patch
            String name =
                    pointer.substring(at + "/metadata/annotations/".length())
                            .replace("~1", "/")
                            .replace("~0", "~");
            keep(name, node.path("value"), found);
        }
        node.path("annotations").properties().forEach(e -> keep(e.getKey(), e.getValue(), found));
        node.path("value").properties().forEach(e -> keep(e.getKey(), e.getValue(), found));
        node.forEach(child -> collect(child, found));
    }

    private static void keep(String name, JsonNode value, Map<String, String> found) {
        if (name.startsWith(PREFIX) && value.isValueNode() && !value.isNull()) {
            found.put(name.substring(PREFIX.length()), value.asText());
        }
    }

    /** As the control port answers {@code GET /requests}. */
    public JsonNode toJson() {
        ArrayNode array = Reply.JSON.createArrayNode();
        for (Mutation m : all()) {
            ObjectNode one = array.addObject();
            one.put("number", m.number())
                    .put("at", m.at().toString())
                    .put("wall", m.wall().toString());
            one.put("method", m.method()).put("path", m.path()).put("dry_run", m.dryRun());
            one.put("body_sha256", m.bodyDigest()).put("code", m.code());
            ObjectNode annotations = one.putObject("annotations");
            m.annotations().forEach((name, value) -> annotations.put(PREFIX + name, value));
        }
        return array;
    }

    @Override
    public String toString() {
        try {
            return Reply.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(toJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }
}
