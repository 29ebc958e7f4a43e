package io.sreagent.analysis.logs.read;

import io.sreagent.analysis.fact.LogLine.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Free text. A time stamp in front (also in brackets) is taken off, then level, thread and process
 * in any order, then the logger's name; what is left is the message. Never refuses a line.
 */
final class PlainLine implements LineParser {
    private static final int PARTS = 5; // of a head, at most
    private static final Pattern LOGGER =
            Pattern.compile(
                    "\\s*([A-Za-z_$][\\w$./-]*(?:\\.[\\w$-]+|\\$[\\w$]+|:\\d+))\\s*(?::|-|\\|)(?=\\s)\\s?");

    private final TimeStamps times;

    PlainLine(TimeStamps times) {
        this.times = times;
    }

    /** Where a time stamp starts that the line begins with; −1 when it begins otherwise. */
    int timeAt(String line) {
        int at = 0;
        while (at < line.length() && at < 2 && (line.charAt(at) == '[' || line.charAt(at) == '(')) {
            at++;
        }
        return times.at(line, at) == null ? times.inside(line) : at;
    }

    @Override
    public Draft parse(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        Instant time = null;
        int at = 0;
        int timeAt = timeAt(line);
        TimeStamps.Found found = timeAt < 0 ? null : times.at(line, timeAt);
        Severity severity = null;
        if (found != null) {
            time = found.time();
            at = found.end();
            if (timeAt > 2) fields.put("before", line.substring(0, timeAt).strip());
            if (at < line.length() && "])".indexOf(line.charAt(at)) >= 0) at++;
            PlainHead head = new PlainHead(line, at);
            for (int part = 0; part < PARTS; part++) {
                int before = head.at();
                if (severity == null) severity = head.level();
                if (head.at() > before) continue;
                put(fields, "thread", head.enclosed());
                put(fields, "pid", head.process(severity != null));
                head.separator();
                if (head.at() == before) break;
            }
            at = logger(line, head.at(), fields);
        }
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) at++;
        String message = line.substring(at);
        if (severity == null) severity = SeverityWords.in(message);
        return new Draft(LogFormat.PLAIN, time, severity, message.stripTrailing(), fields);
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) fields.putIfAbsent(name, value);
    }

    private static int logger(String line, int at, Map<String, String> fields) {
        if (!mayBeLogger(line, at)) return at;
        Matcher match = LOGGER.matcher(line).region(at, line.length());
        if (!match.lookingAt()) return at;
        fields.putIfAbsent("logger", match.group(1));
        return match.end();
    }

    /**
     * Spares most lines the pattern: one word with a dot, a dollar or a line number, and a mark.
     */
    private static boolean mayBeLogger(String line, int from) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) at++;
        int start = at;
        boolean made = false;
        char c = 0;
        while (at < line.length() && isInLogger(c = line.charAt(at))) {
            made |= c == '.' || c == '$' || c == ':';
            at++;
        }
        if (!made || at == start) return false;
        boolean marked = ":-".indexOf(line.charAt(at - 1)) >= 0;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) at++;
        return marked || at < line.length() && ":|-".indexOf(line.charAt(at)) >= 0;
    }

    private static boolean isInLogger(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || "_$./-:".indexOf(c) >= 0;
    }
}
