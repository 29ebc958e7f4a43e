package io.sreagent.packs.rca;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nezha's logs and spans, one file a minute, of the minutes around the faults only. The past of a
 * case are the quiet minutes recorded before it and the minute without any fault of that day, which
 * is moved before all others.
 */
final class NezhaRequests {
    /** Enough to tell what is usual. */
    private static final int QUIET_MINUTES = 8;

    /** A file is named after the minute in which it ends. */
    private static final Duration LENGTH = Duration.ofMinutes(1);

    /** Reads a table, perhaps from memory. */
    interface Tables {
        List<List<String>> read(Path file) throws IOException;
    }

    private final Path day;
    private final EarlierIncidents earlier;
    private final Instant onset;
    private final Instant until;
    private final Tables tables;

    NezhaRequests(Path day, EarlierIncidents earlier, Instant onset, Instant until, Tables tables) {
        this.day = day;
        this.earlier = earlier;
        this.onset = onset;
        this.until = until;
        this.tables = tables;
    }

    List<LogLine> logs() throws IOException {
        List<LogLine> lines = new ArrayList<>();
        for (Minute minute : minutes("log")) {
            List<List<String>> table = tables.read(minute.file());
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
                                NezhaPack.resource(row.get(pod)),
                                severity(message),
                                message,
                                // Lines of one span: a trace visits a pod many times at once.
                                row.get(trace) + "/" + row.get(span),
                                minute.file().getFileName() + ":" + i));
            }
        }
        lines.sort(Comparator.comparing(LogLine::time));
        return lines;
    }

    private static String message(String cell) throws IOException {
        if (!cell.startsWith("{")) return cell;
        try {
            return RcaPack.JSON.readTree(cell).path("log").asText(cell).strip();
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

    List<Span> spans() throws IOException {
        Map<String, Span> spans = new LinkedHashMap<>();
        for (Minute minute : minutes("trace")) {
            List<List<String>> table = tables.read(minute.file());
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
                                NezhaPack.resource(row.get(header.indexOf("PodName"))),
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

    /**
     * The minutes of the case and quiet ones before it as they are, and the fault-free ones moved.
     */
    private List<Minute> minutes(String what) throws IOException {
        List<Minute> quiet = new ArrayList<>();
        List<Minute> now = new ArrayList<>();
        for (Path file : NezhaPack.files(day.resolve(what))) {
            Instant end = minute(day, file);
            if (end.isAfter(until)) continue;
            if (end.isAfter(onset)) now.add(new Minute(file, Duration.ZERO));
            else if (!earlier.cover(end.minus(LENGTH))) quiet.add(new Minute(file, Duration.ZERO));
        }
        if (now.isEmpty()) return now;
        List<Minute> minutes = new ArrayList<>();
        Instant dawn = onset.minus(Duration.ofDays(1));
        for (Path file : NezhaPack.files(day.resolve("faultfree").resolve(what)))
            minutes.add(new Minute(file, Duration.between(minute(day, file), dawn)));
        minutes.addAll(quiet.subList(Math.max(0, quiet.size() - QUIET_MINUTES), quiet.size()));
        minutes.addAll(now);
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
