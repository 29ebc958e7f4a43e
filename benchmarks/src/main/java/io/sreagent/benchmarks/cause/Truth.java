package io.sreagent.benchmarks.cause;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The published answer to one case; only the scorer and the trainer read it.
 *
 * @param metrics every spelling that counts at the fine level; empty where none is published
 */
record Truth(String service, List<String> metrics, String fault) {

    /** By case id, for every set below {@code rca}. */
    static Map<String, Truth> read(Path pack) throws IOException {
        Map<String, Truth> truths = new LinkedHashMap<>();
        for (Pack each : Pack.all()) {
            Path file = pack.resolve("rca").resolve(each.name()).resolve("truth.jsonl");
            for (String line : Files.readAllLines(file)) {
                JsonNode row = Pack.JSON.readTree(line);
                List<String> metrics = new ArrayList<>();
                for (JsonNode metric : row.path("metric")) metrics.add(metric.asText());
                truths.put(
                        row.path("case").asText(),
                        new Truth(
                                row.path("service").asText(), metrics, row.path("fault").asText()));
            }
        }
        return truths;
    }

    /** Sock Shop counts a service and its database as one. */
    boolean isService(String name, String set) {
        if (set.equals("rca/sock-shop")) return root(name).equals(root(service));
        return name.equals(service);
    }

    private static String root(String name) {
        return name.endsWith("-db") ? name.substring(0, name.length() - 3) : name;
    }

    boolean isFine(String name, String metric) {
        return name.equals(service) && metrics.contains(metric);
    }
}
