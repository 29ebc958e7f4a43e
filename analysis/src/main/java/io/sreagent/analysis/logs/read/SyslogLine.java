package io.sreagent.analysis.logs.read;

import io.sreagent.analysis.fact.LogLine.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** RFC 3164 ({@code Jan 2 03:04:05 host sshd[17]: message}) and RFC 5424, priority optional. */
final class SyslogLine implements LineParser {
    private static final Pattern PRIORITY = Pattern.compile("<(\\d{1,3})>(1 )?");
    private static final Pattern OLD =
            Pattern.compile("\\s*(\\S+) ([\\w./@() -]{1,48}?)(?:\\[(\\w+)\\])?: ?");
    private static final Pattern NEW =
            Pattern.compile(
                    " (\\S+) (\\S+) (\\S+) (\\S+) (-|(?:\\[(?:[^\\]\\\\]|\\\\.)*\\])+) ?\uFEFF?");

    private final TimeStamps times;

    SyslogLine(TimeStamps times) {
        this.times = times;
    }

    private static boolean isMonth(String line, int at) {
        if (line.length() < at + 15 || line.charAt(at + 3) != ' ') return false;
        int month = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(line.substring(at, at + 3));
        return month >= 0 && month % 3 == 0;
    }

    @Override
    public @Nullable Draft parse(String line) {
        if (!line.startsWith("<") && !isMonth(line, 0)) return null;
        Matcher priority = PRIORITY.matcher(line);
        boolean hasPriority = priority.lookingAt();
        int at = hasPriority ? priority.end() : 0;
        boolean version1 = hasPriority && priority.group(2) != null;
        boolean monthFirst = isMonth(line, at);
        if (!hasPriority && !monthFirst) return null;
        Instant time = null;
        TimeStamps.Found found = times.at(line, at);
        if (found != null) {
            time = found.time();
            at = found.end();
        } else if (version1 && line.startsWith("-", at)) {
            at++;
        } else {
            return null;
        }
        Matcher rest = (version1 ? NEW : OLD).matcher(line).region(at, line.length());
        if (!rest.lookingAt()) return null;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("host", rest.group(1));
        fields.put("program", rest.group(2));
        if (rest.group(3) != null) fields.put("pid", rest.group(3));
        if (version1) fields.put("structured", rest.group(5));
        Severity severity =
                hasPriority
                        ? SeverityWords.ofSyslog(Integer.parseInt(priority.group(1)))
                        : SeverityWords.in(line.substring(rest.end()));
        return new Draft(LogFormat.SYSLOG, time, severity, line.substring(rest.end()), fields);
    }
}
