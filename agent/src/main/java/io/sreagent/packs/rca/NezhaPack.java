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
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Nezha: metrics of a day once a minute, logs and spans of the minutes around the faults. A minute
 * recorded without a fault is moved to end right before the case, so that logs and spans have a
 * past.
 */
final class NezhaPack extends RcaPack {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Map<Path, List<List<String>>> tables = new HashMap<>();

    @Override
    public String name() {
        return "nezha";
    }

    @Override
    Case read(Path home, JsonNode row, OnsetMode mode) throws IOException {
        Path day = home.resolve(row.path("folder").asText());
        Instant onset = Instant.ofEpochSecond(row.path("onset").asLong());
        Instant from = onset.minusSeconds(row.path("before_s").asLong());
        // Ten rows are a poor past; the rows of the same day before them are as well known by then.
        // Who is not told the onset gets the window alone: the day holds other faults to find.
        Instant dawn = mode == OnsetMode.NONE ? from : Instant.EPOCH;
        Instant until = onset.plusSeconds(row.path("after_s").asLong());
        List<Series> series = new ArrayList<>();
        List<DependencyGraph.Edge> edges = new ArrayList<>();
        for (Path file : files(day.resolve("metric"))) {
            String name = file.getFileName().toString();
            if (name.endsWith("_metric.csv.gz")) pod(table(file), dawn, until, series);
            else if (name.startsWith("front_service")) front(table(file), dawn, until, series);
            else if (name.startsWith("source_50")) edges(table(file), dawn, until, series);
            else if (name.startsWith("dependency")) dependencies(table(file), edges);
        }
        List<LogLine> logs = logs(day, from, until);
        List<Span> spans = spans(day, from, until);
        edges.addAll(calls(spans));
        return new Case(
                mode.tell(onset),
                until,
                series,
                List.of(),
                new DependencyGraph(edges),
                List.of(),
                List.of(),
                logs,
                spans);
    }

    private static List<Path> files(Path folder) throws IOException {
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

    private static void pod(
            List<List<String>> table, Instant from, Instant until, List<Series> into) {
        List<String> header = table.getFirst();
        int name = header.indexOf("PodName");
        List<List<String>> rows = within(table, from, until);
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
    private static void edges(
            List<List<String>> table, Instant from, Instant until, List<Series> into) {
        List<String> header = table.getFirst();
        List<List<String>> rows = within(table, from, until);
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

    private static void front(
            List<List<String>> table, Instant from, Instant until, List<Series> into) {
        List<String> header = table.getFirst();
        List<List<String>> rows = within(table, from, until);
        if (rows.isEmpty()) return;
        int service = header.indexOf("ServiceName");
        Resource entry = Columns.service(rows.getFirst().get(service).toLowerCase(Locale.ROOT));
        for (int i = service + 1; i < header.size(); i++)
            into.add(series(rows, i, header.get(i), entry));
    }

    private static Series series(
            List<List<String>> rows, int index, String column, Resource resource) {
        long[] seconds = rows.stream().mapToLong(row -> time(row).getEpochSecond()).toArray();
        Metric metric = new Metric(column, resource, unit(column), hurts(column), column);
        return Columns.series(metric, seconds, Columns.column(rows, index), STEP);
    }

    private static List<List<String>> within(
            List<List<String>> table, Instant from, Instant until) {
        return table.subList(1, table.size()).stream()
                .filter(row -> !time(row).isBefore(from) && !time(row).isAfter(until))
                .toList();
    }

    private static Instant time(List<String> row) {
        return LocalDateTime.parse(row.getFirst().substring(0, 19), TIME).toInstant(ZoneOffset.UTC);
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
        if (column.endsWith("Bytes")) return Unit.BYTES_PER_SECOND;
        return column.endsWith("(Ops)") ? Unit.PER_SECOND : Unit.NONE;
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

    private List<LogLine> logs(Path day, Instant from, Instant until) throws IOException {
        List<LogLine> lines = new ArrayList<>();
        for (Minute minute : minutes(day, "log", from, until)) {
            List<List<String>> table = table(minute.file());
            List<String> header = table.getFirst();
            int time = header.indexOf("TimeUnixNano");
            int pod = header.indexOf("PodName");
            int trace = header.indexOf("TraceID");
            int span = header.indexOf("SpanID");
            int text = header.indexOf("Log");
            // Recorded newest first; lines of one millisecond must keep their order.
            for (int i = table.size() - 1; i > 0; i--) {
                List<String> row = table.get(i);
                if (row.size() <= text) continue;
                String message = message(row.get(text));
                lines.add(
                        new LogLine(
                                nanos(row.get(time)).plus(minute.moved()),
                                resource(row.get(pod)),
                                severity(message),
                                message,
                                // Lines of one span: a trace visits a pod many times at once.
                                row.get(trace) + "/" + row.get(span),
                                minute.file().getFileName() + ":" + i));
            }
        }
        lines.sort(java.util.Comparator.comparing(LogLine::time));
        return lines;
    }

    private static String message(String cell) throws IOException {
        if (!cell.startsWith("{")) return cell;
        try {
            return JSON.readTree(cell).path("log").asText(cell).strip();
        } catch (com.fasterxml.jackson.core.JsonProcessingException truncated) {
            return cell;
        }
    }

    private static LogLine.Severity severity(String message) {
        String head = message.substring(0, Math.min(60, message.length()));
        for (LogLine.Severity severity : LogLine.Severity.values())
            if (head.contains(severity.name())) return severity;
        return LogLine.Severity.INFO;
    }

    private List<Span> spans(Path day, Instant from, Instant until) throws IOException {
        Map<String, Span> spans = new LinkedHashMap<>();
        for (Minute minute : minutes(day, "trace", from, until)) {
            List<List<String>> table = table(minute.file());
            List<String> header = table.getFirst();
            int parent = header.indexOf("ParentID");
            int start = header.indexOf("StartTimeUnixNano");
            for (List<String> row : table.subList(1, table.size())) {
                if (row.size() <= start) continue;
                String id = row.get(header.indexOf("SpanID"));
                long micros = (long) Table.number(row.get(header.indexOf("Duration")));
                String above = row.get(parent);
                Span span =
                        new Span(
                                row.get(header.indexOf("TraceID")),
                                id,
                                above.equals("root") ? null : above,
                                resource(row.get(header.indexOf("PodName"))),
                                row.get(header.indexOf("OperationName")),
                                nanos(row.get(start)).plus(minute.moved()),
                                Duration.ofNanos(Math.max(0, micros) * 1000),
                                false);
                spans.put(id, span);
            }
        }
        return List.copyOf(spans.values());
    }

    private static Instant nanos(String cell) {
        return Instant.EPOCH.plusNanos(Long.parseLong(cell));
    }

    private record Minute(Path file, Duration moved) {}

    /** The minutes of the case as they are, and the fault-free ones moved before it. */
    private static List<Minute> minutes(Path day, String what, Instant from, Instant until)
            throws IOException {
        List<Minute> minutes = new ArrayList<>();
        for (Path file : files(day.resolve(what))) {
            Instant at = minute(day, file);
            // A file holds about a minute that ends some seconds after its name.
            if (!at.isBefore(from) && !at.isAfter(until))
                minutes.add(new Minute(file, Duration.ZERO));
        }
        if (minutes.isEmpty()) return minutes;
        for (Path file : files(day.resolve("faultfree").resolve(what)))
            minutes.add(new Minute(file, Duration.between(minute(day, file), from)));
        return minutes;
    }

    private static Instant minute(Path day, Path file) {
        String name = file.getFileName().toString();
        return LocalDate.parse(day.getFileName().toString())
                .atTime(
                        Integer.parseInt(name.substring(0, 2)),
                        Integer.parseInt(name.substring(3, 5)))
                .toInstant(ZoneOffset.UTC);
    }
}
