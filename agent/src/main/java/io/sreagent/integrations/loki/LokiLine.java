package io.sreagent.integrations.loki;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.logs.read.OneRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One of Loki's lines as the rest of the program knows them. The time is Loki's, which orders lines
 * of several pods; level, message and trace id are found in the text, unless labels tell the level.
 */
final class LokiLine {
    private static final List<String> LEVEL_LABELS = List.of("detected_level", "level", "severity");

    private static final Map<String, Severity> LEVELS =
            Map.ofEntries(
                    Map.entry("trace", Severity.TRACE),
                    Map.entry("debug", Severity.DEBUG),
                    Map.entry("info", Severity.INFO),
                    Map.entry("notice", Severity.INFO),
                    Map.entry("warn", Severity.WARN),
                    Map.entry("warning", Severity.WARN),
                    Map.entry("error", Severity.ERROR),
                    Map.entry("err", Severity.ERROR),
                    Map.entry("fatal", Severity.FATAL),
                    Map.entry("critical", Severity.FATAL),
                    Map.entry("alert", Severity.FATAL),
                    Map.entry("emergency", Severity.FATAL),
                    Map.entry("panic", Severity.FATAL));

    private LokiLine() {}

    static LogLine of(LokiEntry entry, LokiLabels labels) {
        Instant time = LokiApi.time(entry.nanos());
        Resource resource = labels.resource(entry.labels());
        String position = position(entry.labels(), labels) + " " + time;
        LogLine read = OneRecord.of(entry.text(), time, resource, position);
        return new LogLine(
                time,
                resource,
                level(entry.labels()).orElse(read.severity()),
                read.message(),
                read.traceId(),
                position);
    }

    private static Optional<Severity> level(Map<String, String> labels) {
        for (String name : LEVEL_LABELS) {
            Severity known = LEVELS.get(labels.getOrDefault(name, "").toLowerCase(Locale.ROOT));
            if (known != null) return Optional.of(known);
        }
        return Optional.empty();
    }

    private static String position(Map<String, String> stream, LokiLabels labels) {
        String namespace = stream.get(labels.names().getOrDefault("namespace", "namespace"));
        String pod = stream.get(labels.names().getOrDefault("pod", "pod"));
        String service = stream.get(labels.names().getOrDefault("service", "service"));
        String what = pod != null ? pod : String.valueOf(service);
        return "loki:" + (namespace == null ? what : namespace + "/" + what);
    }
}
