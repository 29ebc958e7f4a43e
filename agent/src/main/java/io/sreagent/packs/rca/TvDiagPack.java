package io.sreagent.packs.rca;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.cause.Case;
import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * TVDiag: no telemetry, only what detectors raised: metrics that went up or down, log templates,
 * slow or failing calls. All of it happened at one nominal time, since none is recorded.
 */
public final class TvDiagPack extends RcaPack {
    private static final Instant TIME = Instant.EPOCH.plus(Duration.ofDays(1));

    private static final Pattern HOST = Pattern.compile("https?://[^/]*");

    private final Map<Path, JsonNode> files = new HashMap<>();

    @Override
    public String name() {
        return "tvdiag";
    }

    @Override
    boolean timed() {
        return false;
    }

    @Override
    Case read(Path home, JsonNode row, OnsetMode mode) throws IOException {
        Path folder = home.resolve(row.path("folder").asText());
        String index = row.path("index").asText();
        List<String> nodes = new ArrayList<>();
        for (JsonNode node : of(folder, "nodes.json", index)) nodes.add(node.asText());
        Set<String> known = Set.copyOf(nodes);
        List<Anomaly> anomalies = new ArrayList<>();
        metrics(of(folder, "metrics.json", index), known, anomalies);
        logs(of(folder, "logs.json", index), anomalies);
        calls(of(folder, "traces.json", index), anomalies);
        return new Case(
                Optional.empty(),
                TIME,
                List.of(),
                anomalies,
                graph(of(folder, "edges.json", index), nodes),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private JsonNode of(Path folder, String name, String index) throws IOException {
        Path file = folder.resolve(name);
        JsonNode all = files.get(file);
        if (all == null) {
            all = JSON.readTree(file.toFile());
            files.put(file, all);
        }
        return all.path(index);
    }

    private static void metrics(JsonNode events, Set<String> known, List<Anomaly> into) {
        for (JsonNode event : events) {
            String instance = event.path(0).asText();
            boolean up = event.path(event.size() - 1).asText().equals("up");
            Resource resource =
                    known.contains(instance) ? Columns.service(instance) : Resource.node(instance);
            into.add(anomaly(event.path(event.size() - 2).asText(), resource, up));
        }
    }

    private static void logs(JsonNode events, List<Anomaly> into) {
        for (JsonNode event : events) {
            String instance = event.path(0).asText();
            // Some sets write the instance into the template's id; it is no part of the template.
            String template = event.path(1).asText().replace(instance + "-", "");
            into.add(anomaly("log template " + template, Columns.service(instance), true));
        }
    }

    /** A slow or failing call is raised at both of its ends, in words of their own. */
    private static void calls(JsonNode events, List<Anomaly> into) {
        for (JsonNode event : events) {
            String caller = event.path(0).asText();
            String callee = event.path(1).asText();
            String status = event.path(3).asText();
            String operation = HOST.matcher(event.path(2).asText()).replaceAll("");
            String verb = caller.equals(callee) ? "runs" : "is called by";
            Resource at = Columns.service(callee);
            into.add(anomaly(verb + " " + status, at, true));
            into.add(anomaly(verb + " " + status + " " + operation, at, true));
            if (caller.equals(callee)) continue;
            Resource from = Columns.service(caller);
            into.add(anomaly("calls " + status, from, true));
            into.add(anomaly("calls " + status + " " + operation, from, true));
        }
    }

    private static Anomaly anomaly(String name, Resource resource, boolean up) {
        Metric metric = new Metric(name, resource, Unit.NONE, Hurts.BOTH, name);
        return new Anomaly(
                metric,
                AnomalyKind.LEVEL_SHIFT,
                TIME,
                TIME,
                up ? 1 : -1,
                new Band(0, 0, 0),
                1,
                0,
                up ? 10 : -10,
                List.of(),
                new Words(metric.id(), metric.id()));
    }

    private static DependencyGraph graph(JsonNode pairs, List<String> nodes) {
        Set<DependencyGraph.Edge> edges = new LinkedHashSet<>();
        for (JsonNode pair : pairs) {
            String caller = nodes.get(pair.path(0).asInt());
            String callee = nodes.get(pair.path(1).asInt());
            if (!caller.equals(callee))
                edges.add(
                        new DependencyGraph.Edge(
                                Columns.service(caller), Columns.service(callee), 1, "traces"));
        }
        return new DependencyGraph(List.copyOf(edges));
    }
}
