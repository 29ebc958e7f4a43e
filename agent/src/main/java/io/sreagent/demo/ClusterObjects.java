package io.sreagent.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every object of a cluster as it is wanted: all of it but what the platform itself writes as time
 * goes by (status, resourceVersion, managedFields). Two of them, from before and after, show
 * whether anybody has changed anything.
 */
record ClusterObjects(Map<String, JsonNode> byPath) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LISTS =
            List.of(
                    "/api/v1/configmaps",
                    "/api/v1/secrets",
                    "/api/v1/services",
                    "/api/v1/pods",
                    "/api/v1/nodes",
                    "/api/v1/persistentvolumeclaims",
                    "/apis/apps/v1/deployments",
                    "/apis/apps/v1/replicasets",
                    "/apis/apps/v1/statefulsets",
                    "/apis/autoscaling/v2/horizontalpodautoscalers",
                    "/apis/policy/v1/poddisruptionbudgets");

    static ClusterObjects of(String apiServer) throws IOException {
        Map<String, JsonNode> objects = new TreeMap<>();
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (String list : LISTS) {
            for (JsonNode item : get(http, apiServer + list).path("items")) {
                JsonNode meta = item.path("metadata");
                objects.put(
                        list
                                + "/"
                                + meta.path("namespace").asText()
                                + "/"
                                + meta.path("name").asText(),
                        wanted(item));
            }
        }
        return new ClusterObjects(objects);
    }

    private static JsonNode wanted(JsonNode item) {
        ObjectNode copy = item.deepCopy();
        copy.remove("status");
        if (copy.path("metadata") instanceof ObjectNode meta)
            meta.remove(List.of("resourceVersion", "managedFields"));
        return copy;
    }

    private static JsonNode get(HttpClient http, String url) throws IOException {
        try {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(url)).GET().build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 404)
                return JSON.nullNode(); // a kind this cluster does not have
            if (answer.statusCode() != 200)
                throw new IOException(url + " answered " + answer.statusCode());
            return JSON.readTree(answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
