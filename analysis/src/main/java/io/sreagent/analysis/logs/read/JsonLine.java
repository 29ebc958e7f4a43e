package io.sreagent.analysis.logs.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a line. Nested objects are flattened ({@code kubernetes.pod}); the time, level
 * and message are taken from the names that loggers give them. Text that is broken JSON is no JSON.
 */
final class JsonLine implements LineParser {
    private static final List<String> TIMES =
            List.of("@timestamp", "timestamp", "time", "ts", "t", "datetime", "date", "eventTime");
    private static final List<String> LEVELS =
            List.of(
                    "level",
                    "severity",
                    "lvl",
                    "log.level",
                    "loglevel",
                    "levelname",
                    "severityText");
    private static final List<String> MESSAGES =
            List.of("message", "msg", "log", "body", "event", "text", "MESSAGE", "@message");
    private static final List<String> TRACES =
            List.of(
                    "stack_trace",
                    "stacktrace",
                    "exception",
                    "stack",
                    "error.stack_trace",
                    "err.stack");

    private final TimeStamps times;

    JsonLine(TimeStamps times) {
        this.times = times;
    }

    @Override
    public @Nullable Draft parse(String line) {
        Map<String, String> fields = fields(line);
        if (fields == null) return null;
        String message = first(fields, MESSAGES);
        String trace = first(fields, TRACES);
        if (message == null) message = line;
        if (trace != null && trace.indexOf('\n') >= 0) message = message + "\n" + trace;
        String time = first(fields, TIMES);
        String level = first(fields, LEVELS);
        String journal = fields.get("PRIORITY");
        var severity = level == null ? null : SeverityWords.of(level);
        if (severity == null && journal != null && journal.matches("[0-7]")) {
            severity = SeverityWords.ofSyslog(Integer.parseInt(journal));
        }
        return new Draft(
                LogFormat.JSON,
                time == null ? null : times.of(time),
                severity,
                message.stripTrailing(),
                fields);
    }

    /** The values of an object by their path; null when the text is none. */
    static @Nullable Map<String, String> fields(String line) {
        if (!line.startsWith("{")) return null;
        Map<String, String> fields = new LinkedHashMap<>();
        Cursor cursor = new Cursor(line);
        return cursor.object("", fields, 0) && cursor.atEnd() ? fields : null;
    }

    private static @Nullable String first(Map<String, String> fields, List<String> names) {
        for (String name : names) {
            String value = fields.get(name);
            if (value != null && !value.isEmpty()) return value;
        }
        return null;
    }

    /** A reader of RFC 8259 that gives up, by returning false, at the first mistake. */
    private static final class Cursor {
        private static final int DEEPEST = 16;
        private final String text;
        private int at;
        private String value = "";

        Cursor(String text) {
            this.text = text;
        }

        boolean atEnd() {
            space();
            return at == text.length();
        }

        boolean object(String prefix, Map<String, String> fields, int depth) {
            if (depth > DEEPEST || !take('{')) return false;
            space();
            if (take('}')) return true;
            do {
                space();
                if (!string()) return false;
                String name = prefix + value;
                space();
                if (!take(':')) return false;
                space();
                if (peek() == '{') {
                    if (!object(name + ".", fields, depth + 1)) return false;
                } else {
                    if (!scalarOrArray(depth)) return false;
                    fields.putIfAbsent(name, value);
                }
                space();
            } while (take(','));
            return take('}');
        }

        private boolean scalarOrArray(int depth) {
            if (peek() == '"') return string();
            int start = at;
            if (peek() == '[') {
                if (!array(depth + 1)) return false;
                value = text.substring(start, at);
                return true;
            }
            while (at < text.length() && ",}] \t".indexOf(text.charAt(at)) < 0) at++;
            value = text.substring(start, at);
            return value.matches("-?\\d[\\d.eE+-]*|true|false|null");
        }

        private boolean array(int depth) {
            if (depth > DEEPEST || !take('[')) return false;
            space();
            if (take(']')) return true;
            do {
                space();
                boolean element =
                        peek() == '{'
                                ? object("", new LinkedHashMap<>(), depth + 1)
                                : scalarOrArray(depth);
                if (!element) return false;
                space();
            } while (take(','));
            return take(']');
        }

        private boolean string() {
            if (!take('"')) return false;
            int close = at;
            while (close < text.length()
                    && text.charAt(close) != '"'
                    && text.charAt(close) != '\\') {
                close++;
            }
            if (close < text.length() && text.charAt(close) == '"') {
                value = text.substring(at, close);
                at = close + 1;
                return true;
            }
            return escaped();
        }

        private boolean escaped() {
            StringBuilder read = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    value = read.toString();
                    return true;
                }
                if (c != '\\') {
                    read.append(c);
                    continue;
                }
                if (at >= text.length()) return false;
                char escape = text.charAt(at++);
                int plain = "\"\\/bfnrt".indexOf(escape);
                if (plain >= 0) {
                    read.append("\"\\/\b\f\n\r\t".charAt(plain));
                } else if (escape == 'u' && at + 4 <= text.length()) {
                    int unit = hex(text.substring(at, at + 4));
                    if (unit < 0) return false;
                    read.append((char) unit);
                    at += 4;
                } else {
                    return false;
                }
            }
            return false;
        }

        private static int hex(String digits) {
            int value = 0;
            for (int i = 0; i < digits.length(); i++) {
                int digit = Character.digit(digits.charAt(i), 16);
                if (digit < 0) return -1;
                value = value * 16 + digit;
            }
            return value;
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private boolean take(char c) {
            if (peek() != c || at >= text.length()) return false;
            at++;
            return true;
        }

        private void space() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
        }
    }
}
