package io.sreagent.integrations.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What there is on the server, without its values: names, labels, series, types. Every answer is
 * cut while it is read, so that a server with millions of series fills no memory here.
 */
final class MetricIndex {
    private static final int MOST_NAMES = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrometheusApi api;

    MetricIndex(PrometheusApi api) {
        this.api = api;
    }

    /** Names of all metrics, recorded ones too. */
    Set<String> names() throws PrometheusTrouble {
        return api.ask(
                "/api/v1/label/__name__/values",
                Map.of(),
                "the names of its metrics",
                body -> new TreeSet<>(texts(body, MOST_NAMES)));
    }

    /** Names of the labels that series of a metric have, in this time. */
    Set<String> labels(String metric, Instant from, Instant until) throws PrometheusTrouble {
        return api.ask(
                "/api/v1/labels",
                form(metric, from, until),
                "the labels of " + metric,
                body -> new TreeSet<>(texts(body, MOST_NAMES)));
    }

    /** Label sets of the series of a metric in this time; no more than {@code most} of them. */
    List<Map<String, String>> series(String metric, Instant from, Instant until, int most)
            throws PrometheusTrouble {
        Map<String, String> form = form(metric, from, until);
        form.put("limit", Integer.toString(most)); // older servers send all of them all the same
        return api.ask(
                "/api/v1/series",
                form,
                "the series of " + metric,
                body -> {
                    List<Map<String, String>> all = new ArrayList<>();
                    eachOfData(
                            body,
                            most,
                            node -> {
                                Map<String, String> labels = new TreeMap<>();
                                node.properties()
                                        .forEach(
                                                l -> labels.put(l.getKey(), l.getValue().asText()));
                                all.add(labels);
                            });
                    return all;
                });
    }

    /** Metric family → type such as {@code counter}, as the scraped processes declare it. */
    Map<String, String> types() throws PrometheusTrouble {
        return api.ask(
                "/api/v1/metadata",
                Map.of(),
                "the types of its metrics",
                body -> {
                    Map<String, String> types = new TreeMap<>();
                    JSON.readTree(body)
                            .path("data")
                            .properties()
                            .forEach(
                                    family ->
                                            types.put(
                                                    family.getKey(),
                                                    family.getValue()
                                                            .path(0)
                                                            .path("type")
                                                            .asText()));
                    return types;
                });
    }

    private static Map<String, String> form(String metric, Instant from, Instant until) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("match[]", metric);
        form.put("start", Long.toString(from.getEpochSecond()));
        form.put("end", Long.toString(until.getEpochSecond()));
        return form;
    }

    private static List<String> texts(InputStream body, int most) throws IOException {
        List<String> texts = new ArrayList<>();
        eachOfData(body, most, node -> texts.add(node.asText()));
        return texts;
    }

    private interface Item {
        void is(JsonNode node);
    }

    /** Reads {@code {"data": [ … ]}} item by item. */
    private static void eachOfData(InputStream body, int most, Item item) throws IOException {
        try (JsonParser parser = new JsonFactory(JSON).createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.FIELD_NAME
                        || !parser.currentName().equals("data")) continue;
                if (parser.nextToken() != JsonToken.START_ARRAY) return;
                for (int i = 0; i < most && parser.nextToken() != JsonToken.END_ARRAY; i++)
                    item.is(parser.readValueAsTree());
                return;
            }
        }
    }
}
