package io.sreagent.analysis.logs.read;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ts=2026-01-02T03:04:05Z level=info msg="it works" dur=3ms}. A line counts as logfmt when
 * it begins with a pair, nearly all of it is pairs, and one of them is a level, message or time.
 */
final class LogfmtLine implements LineParser {
    private final TimeStamps times;

    LogfmtLine(TimeStamps times) {
        this.times = times;
    }

    @Override
    public @Nullable Draft parse(String line) {
        if (!beginsWithPair(line)) return null;
        Map<String, String> fields = new LinkedHashMap<>();
        int loose = 0;
        int at = 0;
        while (at < line.length()) {
            if (line.charAt(at) == ' ') {
                at++;
                continue;
            }
            int start = at;
            while (at < line.length() && isKey(line.charAt(at))) at++;
            if (at == start || at >= line.length() || line.charAt(at) != '=') {
                if (fields.isEmpty() || ++loose > fields.size()) return null;
                while (at < line.length() && line.charAt(at) != ' ') at++;
                continue;
            }
            String key = line.substring(start, at++);
            int end = valueEnd(line, at);
            fields.putIfAbsent(key, unquote(line.substring(at, end)));
            at = end;
        }
        String message = first(fields, "msg", "message", "err", "error");
        String level = first(fields, "level", "lvl", "severity");
        String time = first(fields, "ts", "time", "timestamp", "t");
        if (fields.size() < 2 || message == null && level == null && time == null) return null;
        return new Draft(
                LogFormat.LOGFMT,
                time == null ? null : times.of(time),
                level == null ? null : SeverityWords.of(level),
                message == null ? line : message,
                fields);
    }

    private static boolean beginsWithPair(String line) {
        int start = 0;
        while (start < line.length() && line.charAt(start) == ' ') start++;
        int at = start;
        while (at < line.length() && isKey(line.charAt(at))) at++;
        return at > start && at < line.length() && line.charAt(at) == '=';
    }

    private static boolean isKey(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '@';
    }

    private static int valueEnd(String line, int from) {
        int at = from;
        if (at < line.length() && line.charAt(at) == '"') {
            at++;
            while (at < line.length() && line.charAt(at) != '"') {
                at += line.charAt(at) == '\\' ? 2 : 1;
            }
            return Math.min(line.length(), at + 1);
        }
        while (at < line.length() && line.charAt(at) != ' ') at++;
        return at;
    }

    private static String unquote(String value) {
        if (value.length() < 2 || value.charAt(0) != '"') return value;
        String inner = value.substring(1, value.length() - (value.endsWith("\"") ? 1 : 0));
        return inner.indexOf('\\') < 0
                ? inner
                : inner.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"");
    }

    private static @Nullable String first(Map<String, String> fields, String... names) {
        for (String name : names) {
            String value = fields.get(name);
            if (value != null) return value;
        }
        return null;
    }
}
