package io.sreagent.analysis.logs.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated lines (RFC 4180 without line ends inside quotes) under a header that names at
 * least a message column. Columns are known by name, whatever their order.
 */
final class CsvLine implements LineParser {
    private final TimeStamps times;
    private final List<String> header;

    private CsvLine(TimeStamps times, List<String> header) {
        this.times = times;
        this.header = header;
    }

    /** The parser for what follows a header line; null when the line is no header. */
    static @Nullable CsvLine below(String header, TimeStamps times) {
        List<String> names = cells(header);
        if (names.size() < 2) return null;
        List<String> lower = names.stream().map(n -> n.strip().toLowerCase(Locale.ROOT)).toList();
        if (lower.stream().anyMatch(n -> n.length() > 40 || n.indexOf(' ') >= 0)) return null;
        return lower.stream().anyMatch(CsvLine::isMessage) ? new CsvLine(times, lower) : null;
    }

    private static boolean isMessage(String name) {
        return switch (name) {
            case "message", "msg", "content", "log", "line", "text", "body", "_raw" -> true;
            default -> false;
        };
    }

    @Override
    public @Nullable Draft parse(String line) {
        List<String> cells = cells(line);
        if (cells.size() != header.size()) return null;
        Map<String, String> fields = new LinkedHashMap<>();
        String message = "";
        StringBuilder time = new StringBuilder();
        String level = "";
        for (int i = 0; i < cells.size(); i++) {
            String name = header.get(i);
            fields.put(name, cells.get(i));
            if (isMessage(name) && message.isEmpty()) message = cells.get(i);
            switch (name) {
                case "timestamp", "time", "datetime", "@timestamp", "ts", "date" ->
                        time.append(time.isEmpty() ? "" : " ").append(cells.get(i));
                case "level", "severity", "lvl" -> level = cells.get(i);
                default -> {}
            }
        }
        return new Draft(
                LogFormat.CSV,
                time.isEmpty() ? null : times.of(time.toString()),
                level.isEmpty() ? SeverityWords.in(message) : SeverityWords.of(level),
                message,
                fields);
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
