package io.sreagent.packs.rca;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.cause.Case;
import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Span;
import io.sreagent.analysis.fact.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Nezha: metrics of a day once a minute, logs and spans of the minutes around the faults ({@link
 * NezhaRequests}). What was recorded while an earlier incident lasted is no part of the past.
 */
final class NezhaPack extends RcaPack {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Map<Path, List<List<String>>> tables = new HashMap<>();
    private final Map<String, Instant> times = new HashMap<>();

    @Override
    public String name() {
        return "nezha";
    }

    @Override
    Case read(Path home, JsonNode row, OnsetMode mode) throws IOException {
        Path day = home.resolve(row.path("folder").asText());
        Instant onset = Instant.ofEpochSecond(row.path("onset").asLong());
        Instant from = onset.minusSeconds(row.path("before_s").asLong());
        Instant until = onset.plusSeconds(row.path("after_s").asLong());
        // Ten rows are a poor past; the rows of the same day before them are as well known by then.
        EarlierIncidents earlier = EarlierIncidents.before(onset, onsets(home, row));
        List<Series> series = new ArrayList<>();
        List<DependencyGraph.Edge> edges = new ArrayList<>();
        for (Path file : files(day.resolve("metric"))) {
            String name = file.getFileName().toString();
            if (name.endsWith("_metric.csv.gz")) pod(table(file), earlier, until, series);
            else if (name.startsWith("front_service")) front(table(file), earlier, until, series);
            else if (name.startsWith("source_50")) edges(table(file), earlier, until, series);
            else if (name.startsWith("dependency")) dependencies(table(file), edges);
        }
        NezhaRequests requests = new NezhaRequests(day, earlier, onset, until, this::table);
        List<LogLine> logs = requests.logs();
        List<Span> spans = requests.spans();
        edges.addAll(calls(spans));
        return new Case(
                mode.tell(onset),
                Optional.of(from),
                until,
                series,
                List.of(),
                new DependencyGraph(edges),
                List.of(),
                List.of(),
                logs,
                spans);
    }

    /** When the incidents of the same day began. */
    private static List<Instant> onsets(Path home, JsonNode row) throws IOException {
        List<Instant> onsets = new ArrayList<>();
        for (String line : Files.readAllLines(home.resolve("cases.jsonl"))) {
            if (line.isBlank()) continue;
            JsonNode other = JSON.readTree(line);
            if (other.path("folder").equals(row.path("folder")))
                onsets.add(Instant.ofEpochSecond(other.path("onset").asLong()));
        }
        return onsets;
    }

    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private List<List<String>> table(Path file) throws IOException {
        List<List<String>> table = tables.get(file);
        if (table == null) {
            table = Table.read(file);
            tables.put(file, table);
        }
        return table;
    }

    private void pod(
            List<List<String>> table, EarlierIncidents earlier, Instant until, List<Series> into) {
        List<String> header = table.getFirst();
        int name = header.indexOf("PodName");
        List<List<String>> rows = within(table, earlier, until);
        if (rows.isEmpty()) return;
        Resource resource = resource(rows.getFirst().get(name));
        for (int i = name + 1; i < header.size(); i++) {
            String column = header.get(i);
            // Recorded as 0 everywhere, and what the node does belongs to all of its pods.
            if (column.startsWith("PodSuccessRate") || column.startsWith("Node")) continue;
            into.add(series(rows, i, column, resource));
        }
    }

    /** Median latency per call as the caller sees it: a metric of the callee. */
    private void edges(
            List<List<String>> table, EarlierIncidents earlier, Instant until, List<Series> into) {
        List<String> header = table.getFirst();
        List<List<String>> rows = within(table, earlier, until);
        if (rows.isEmpty()) return;
        for (int i = 2; i < header.size(); i++) {
            String[] ends = header.get(i).split("_");
            Metric metric =
                    new Metric(
                            "dependency_latency_" + ends[0],
                            Columns.service(ends[1]),
                            Unit.SECONDS,
                            Hurts.UP,
                            "PodServerLatencyP90(s)");
            long[] seconds = rows.stream().mapToLong(row -> time(row).getEpochSecond()).toArray();
            into.add(Columns.series(metric, seconds, Columns.column(rows, i), STEP));
        }
    }

    private void front(
            List<List<String>> table, EarlierIncidents earlier, Instant until, List<Series> into) {
        List<String> header = table.getFirst();
        List<List<String>> rows = within(table, earlier, until);
        if (rows.isEmpty()) return;
        int service = header.indexOf("ServiceName");
        Resource entry = Columns.service(rows.getFirst().get(service).toLowerCase(Locale.ROOT));
        for (int i = service + 1; i < header.size(); i++)
            into.add(series(rows, i, header.get(i), entry));
    }

    private Series series(List<List<String>> rows, int index, String column, Resource resource) {
        long[] seconds = rows.stream().mapToLong(row -> time(row).getEpochSecond()).toArray();
        Metric metric = new Metric(column, resource, unit(column), hurts(column), column);
        double[] values = Columns.column(rows, index);
        for (int i = 0; i < values.length; i++) values[i] *= factor(column);
        return Columns.series(metric, seconds, values, STEP);
    }

    private List<List<String>> within(
            List<List<String>> table, EarlierIncidents earlier, Instant until) {
        return table.subList(1, table.size()).stream()
                .filter(row -> !time(row).isAfter(until) && !earlier.cover(time(row)))
                .toList();
    }

    /** Every file has the rows of the same minutes, and every case looks at them again. */
    private Instant time(List<String> row) {
        return times.computeIfAbsent(row.getFirst(), NezhaPack::time);
    }

    private static Instant time(String cell) {
        return LocalDateTime.parse(cell.substring(0, 19), TIME).toInstant(ZoneOffset.UTC);
    }

    /** A pod's name is its service's and two generated parts. */
    static Resource resource(String pod) {
        String[] parts = pod.split("-");
        if (parts.length < 3) return Columns.service(pod);
        String service = String.join("-", Arrays.copyOf(parts, parts.length - 2));
        return new Resource(null, null, service, pod, null, service);
    }

    private static Unit unit(String column) {
        if (column.endsWith("(s)")) return Unit.SECONDS;
        if (column.equals("CpuUsage(m)")) return Unit.CORES;
        if (column.endsWith("(Mi)")) return Unit.BYTES;
        if (column.endsWith("Rate(%)")) return Unit.RATIO;
        if (column.endsWith("Bytes")) return Unit.BYTES_PER_SECOND;
        return column.endsWith("(Ops)") ? Unit.PER_SECOND : Unit.NONE;
    }

    private static double factor(String column) {
        if (column.endsWith("(m)")) return 1e-3;
        if (column.endsWith("(Mi)")) return 1 << 20;
        return column.endsWith("Rate(%)") ? 1e-2 : 1;
    }

    private static Hurts hurts(String column) {
        if (column.startsWith("Cpu") || column.startsWith("Memory") || column.contains("Latency"))
            return Hurts.UP;
        return column.startsWith("SuccessRate") ? Hurts.DOWN : Hurts.NEITHER;
    }

    private static void dependencies(List<List<String>> table, List<DependencyGraph.Edge> into) {
        for (List<String> row : table.subList(1, table.size()))
            if (Character.isLetter(row.get(1).charAt(0)))
                into.add(
                        new DependencyGraph.Edge(
                                Columns.service(row.get(0)),
                                Columns.service(row.get(1)),
                                1,
                                "file"));
    }

    private static List<DependencyGraph.Edge> calls(List<Span> spans) {
        Map<String, Span> byId = new HashMap<>();
        for (Span span : spans) byId.put(span.spanId(), span);
        Set<DependencyGraph.Edge> edges = new LinkedHashSet<>();
        for (Span span : spans) {
            Span parent = span.parentId() == null ? null : byId.get(span.parentId());
            if (parent == null) continue;
            Resource caller = parent.resource().owner();
            Resource callee = span.resource().owner();
            if (!caller.equals(callee))
                edges.add(new DependencyGraph.Edge(caller, callee, 1, "traces"));
        }
        return List.copyOf(edges);
    }
}
