package io.sreagent.integrations.kubernetes;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container's log as the API server gives it, each line begun with its time. Lines that continue
 * a record (indented, or {@code Caused by:}) are joined to it.
 */
final class PodLogText {
    private static final Pattern LEVEL =
            Pattern.compile(
                    "\\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|FATAL|CRITICAL|PANIC|SEVERE)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern KLOG = Pattern.compile("^([IWEF])[0-9]{4} ");
    private static final Pattern CONTINUES =
            Pattern.compile(
                    "^(\\s|Caused by:|\\.\\.\\. [0-9]+ more|Suppressed:|During handling of)");
    private static final Pattern TRACE_ID =
            Pattern.compile("(?i)\\btrace[_-]?id\"?[=:]\\s*\"?([0-9a-f]{16,32})\\b");
    private static final int HEAD = 200; // a level stands at the beginning of a line
    private static final int MOST = 32 * 1024; // of one record

    private PodLogText() {}

    static List<LogLine> read(String text, Resource pod, String stream) {
        List<LogLine> lines = new ArrayList<>();
        for (String raw : text.split("\n")) {
            int space = raw.indexOf(' ');
            Optional<Instant> time =
                    space < 0 ? Optional.empty() : Times.parse(raw.substring(0, space));
            if (time.isEmpty()) continue; // a line cut in the middle
            String message = raw.substring(space + 1).stripTrailing();
            if (message.isEmpty()) continue;
            if (!lines.isEmpty() && CONTINUES.matcher(message).find()) {
                lines.set(lines.size() - 1, joined(lines.getLast(), message));
            } else {
                lines.add(
                        new LogLine(
                                time.get(),
                                pod,
                                severity(message),
                                message,
                                traceId(message),
                                stream + " " + time.get()));
            }
        }
        return lines;
    }

    private static LogLine joined(LogLine line, String more) {
        if (line.message().length() + more.length() > MOST) return line;
        return new LogLine(
                line.time(),
                line.resource(),
                line.severity(),
                line.message() + "\n" + more,
                line.traceId(),
                line.position());
    }

    static Severity severity(String message) {
        Matcher klog = KLOG.matcher(message);
        if (klog.find()) {
            return switch (klog.group(1)) {
                case "W" -> Severity.WARN;
                case "E" -> Severity.ERROR;
                case "F" -> Severity.FATAL;
                default -> Severity.INFO;
            };
        }
        Matcher level = LEVEL.matcher(message.substring(0, Math.min(HEAD, message.length())));
        if (!level.find()) return Severity.INFO;
        return switch (level.group(1).toUpperCase(Locale.ROOT)) {
            case "TRACE" -> Severity.TRACE;
            case "DEBUG" -> Severity.DEBUG;
            case "WARN", "WARNING" -> Severity.WARN;
            case "ERROR", "ERR", "SEVERE" -> Severity.ERROR;
            case "FATAL", "CRITICAL", "PANIC" -> Severity.FATAL;
            default -> Severity.INFO;
        };
    }

    private static @org.jspecify.annotations.Nullable String traceId(String message) {
        Matcher trace = TRACE_ID.matcher(message);
        return trace.find() ? trace.group(1) : null;
    }
}
