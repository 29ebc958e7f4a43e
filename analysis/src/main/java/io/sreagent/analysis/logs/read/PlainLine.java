package io.sreagent.analysis.logs.read;

import io.sreagent.analysis.fact.LogLine.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Free text. A time stamp in front (also in brackets) is taken off, then level, thread and process
 * in any order, then the logger's name; what is left is the message. Never refuses a line.
 */
final class PlainLine implements LineParser {
    private static final int PARTS = 5; // of a head, at most
    private static final String LEVEL_STARTS = "[(<|TDINWESFCAP";

    private static final Pattern LEVEL =
            Pattern.compile(
                    "\\s*[\\[(<|]?\\s*(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|SEVERE|FATAL"
                            + "|CRIT(?:ICAL)?|ALERT|EMERG|PANIC|(?i:(?<=[\\[(<|])(?:trace|debug|info"
                            + "|notice|warn(?:ing)?|error|crit|alert|emerg)))\\s*[\\])>|]?(?=[\\s:|-])"
                            + "[:|]?");
    private static final Pattern BRACKETS =
            Pattern.compile("\\s*[\\[(]([^\\[\\]()]{1,80})[\\])](?=\\s|:|-)");
    private static final Pattern PROCESS = Pattern.compile("\\s*#?(\\d{1,7})(?=\\s)");
    private static final Pattern SPRING_PROCESS = Pattern.compile("\\s*(\\d{1,7})(?=\\s+---\\s)");
    private static final Pattern DASHES = Pattern.compile("\\s*(?:---|--|-|\\||:)(?=\\s)");
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
            for (int part = 0; part < PARTS; part++) {
                int before = at;
                char next = firstOf(line, at); // most parts are ruled out by it
                if (next == 0) break;
                if (severity == null && LEVEL_STARTS.indexOf(next) >= 0) {
                    Matcher level = LEVEL.matcher(line).region(at, line.length());
                    level.useTransparentBounds(true);
                    if (level.lookingAt()) {
                        severity = SeverityWords.of(level.group(1));
                        at = level.end();
                        continue;
                    }
                }
                if (next == '[' || next == '(') at = take(BRACKETS, "thread", line, at, fields);
                if (next == '#' || next >= '0' && next <= '9')
                    at = take(severity == null ? PROCESS : SPRING_PROCESS, "pid", line, at, fields);
                if ("-|:".indexOf(next) >= 0) at = take(DASHES, "", line, at, fields);
                if (at == before) break;
            }
            at = take(LOGGER, "logger", line, at, fields);
        }
        if (severity == null) severity = SeverityWords.in(line.substring(at).stripLeading());
        return new Draft(LogFormat.PLAIN, time, severity, line.substring(at).strip(), fields);
    }

    /** The first character from a place on that is no white space; 0 when there is none. */
    private static char firstOf(String line, int from) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) at++;
        return at < line.length() ? line.charAt(at) : 0;
    }

    private static int take(
            Pattern part, String name, String line, int at, Map<String, String> fields) {
        Matcher match = part.matcher(line).region(at, line.length());
        if (!match.lookingAt()) return at;
        if (!name.isEmpty()) fields.putIfAbsent(name, match.group(1));
        return match.end();
    }
}
