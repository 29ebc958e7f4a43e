package io.sreagent.benchmarks.cause;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.cause.Case;
import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Span;
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

/**
 * TVDiag: no telemetry, only what detectors raised: metrics that went up or down, log templates,
 * slow or failing calls. All of it happened at one nominal time, since none is recorded.
 */
final class TvDiagPack extends Pack {
    private static final Instant TIME = Instant.EPOCH.plus(Duration.ofDays(1));

    private final Map<Path, JsonNode> files = new HashMap<>();

    @Override
    String name() {
        return "tvdiag";
    }

    @Override
    Case read(Path home, JsonNode row, OnsetMode mode) throws IOException {
        Path folder = home.resolve(row.path("folder").asText());
        String index = row.path("index").asText();
        List<String> nodes = new ArrayList<>();
        for (JsonNode node : of(folder, "nodes.json", index)) nodes.add(node.asText());
        Set<String> known = Set.copyOf(nodes);
        return new Case(
                Optional.empty(),
                TIME,
                List.of(),
                anomalies(of(folder, "metrics.json", index), known),
                graph(of(folder, "edges.json", index), nodes),
                List.of(),
                List.of(),
                logs(of(folder, "logs.json", index)),
                spans(of(folder, "traces.json", index)));
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

    private static List<Anomaly> anomalies(JsonNode events, Set<String> known) {
        List<Anomaly> anomalies = new ArrayList<>();
        for (JsonNode event : events) {
            String instance = event.path(0).asText();
            boolean up = event.path(event.size() - 1).asText().equals("up");
            String name = event.path(event.size() - 2).asText();
            Resource resource =
                    known.contains(instance) ? Columns.service(instance) : Resource.node(instance);
            Metric metric = new Metric(name, resource, Unit.NONE, Hurts.BOTH, name);
            anomalies.add(
                    new Anomaly(
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
                            new Words(name + (up ? " up" : " down"), name)));
        }
        return anomalies;
    }

    private static List<LogLine> logs(JsonNode events) {
        List<LogLine> lines = new ArrayList<>();
        for (JsonNode event : events) {
            String instance = event.path(0).asText();
            // Some sets write the instance into the template's id; it is no part of the template.
            String template = event.path(1).asText().replace(instance + "-", "");
            lines.add(
                    new LogLine(
                            TIME,
                            Columns.service(instance),
                            LogLine.Severity.ERROR,
                            "template " + template,
                            null,
                            event.path(1).asText()));
        }
        return lines;
    }

    /** Each slow or failing call as the caller's span and, below it, the callee's. */
    private static List<Span> spans(JsonNode events) {
        List<Span> spans = new ArrayList<>();
        int number = 0;
        for (JsonNode event : events) {
            String trace = "t" + number++;
            boolean error = !event.path(3).asText().equals("PD");
            String operation = event.path(2).asText();
            spans.add(span(trace, "a", null, event.path(0).asText(), operation, error));
            spans.add(span(trace, "b", trace + "a", event.path(1).asText(), operation, error));
        }
        return spans;
    }

    private static Span span(
            String trace,
            String id,
            @org.jspecify.annotations.Nullable String parent,
            String instance,
            String operation,
            boolean error) {
        return new Span(
                trace,
                trace + id,
                parent,
                Columns.service(instance),
                operation,
                TIME,
                Duration.ofSeconds(1),
                error);
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
