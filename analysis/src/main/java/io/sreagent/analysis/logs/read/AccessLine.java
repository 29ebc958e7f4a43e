package io.sreagent.analysis.logs.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Common and combined log format of Apache httpd and nginx; the message is request and status. */
final class AccessLine implements LineParser {
    private static final Pattern LINE =
            Pattern.compile(
                    "(\\S+) (\\S+) (\\S+(?: \\S+)?) \\[([^\\]]{20,32})\\] \"((?:[^\"\\\\]|\\\\.)*)\""
                            + " (\\d{3}) (\\d+|-)(?: \"((?:[^\"\\\\]|\\\\.)*)\""
                            + " \"((?:[^\"\\\\]|\\\\.)*)\")?(?: (.*))?");

    private final TimeStamps times;

    AccessLine(TimeStamps times) {
        this.times = times;
    }

    @Override
    public @Nullable Draft parse(String line) {
        if (line.indexOf("] \"") < 0) return null;
        Matcher match = LINE.matcher(line);
        if (!match.matches()) return null;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("client", match.group(1));
        fields.put("user", match.group(3));
        fields.put("request", match.group(5));
        fields.put("status", match.group(6));
        fields.put("bytes", match.group(7));
        if (match.group(8) != null) fields.put("referer", match.group(8));
        if (match.group(9) != null) fields.put("agent", match.group(9));
        if (match.group(10) != null) fields.put("rest", match.group(10));
        return new Draft(
                LogFormat.ACCESS,
                times.of(match.group(4)),
                SeverityWords.ofStatus(Integer.parseInt(match.group(6))),
                "\"" + match.group(5) + "\" status=" + match.group(6),
                fields);
    }
}
