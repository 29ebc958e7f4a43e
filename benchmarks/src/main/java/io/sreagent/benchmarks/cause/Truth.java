package io.sreagent.benchmarks.cause;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sreagent.packs.rca.RcaAnswer;
import io.sreagent.packs.rca.RcaPack;
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
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By case id, for every set below {@code rca}. */
    static Map<String, Truth> read(Path pack) throws IOException {
        Map<String, Truth> truths = new LinkedHashMap<>();
        for (RcaPack each : RcaPack.all()) {
            Path file = pack.resolve("rca").resolve(each.name()).resolve("truth.jsonl");
            for (String line : Files.readAllLines(file)) {
                JsonNode row = JSON.readTree(line);
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

    /** Position of the first entry that is right among distinct services, from 1; 0: none. */
    int rank(RcaAnswer answer, String set) {
        List<String> seen = new ArrayList<>();
        for (RcaAnswer.Entry entry : answer.ranking()) {
            if (seen.contains(entry.service())) continue;
            seen.add(entry.service());
            if (isService(entry.service(), set)) return seen.size();
        }
        return 0;
    }

    /** Whether the first entry names the service itself and the metric. */
    boolean isFine(RcaAnswer answer) {
        if (answer.ranking().isEmpty()) return false;
        RcaAnswer.Entry first = answer.ranking().getFirst();
        String metric = first.metric();
        return metric != null && first.service().equals(service) && metrics.contains(metric);
    }
}
