package io.sreagent.analysis.logs.read;

import io.sreagent.analysis.fact.LogLine.Severity;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code E0216 12:01:01.000001 1 controller.go:114] message}, as Kubernetes' components write. */
final class KlogLine implements LineParser {
    private static final Pattern HEAD =
            Pattern.compile(
                    "([IWEF])\\d{4} \\d{2}:\\d{2}:\\d{2}\\.\\d{1,6}\\s+(\\d+) ([^\\s\\]:]+:\\d+)\\]"
                            + " ?");

    private final TimeStamps times;

    KlogLine(TimeStamps times) {
        this.times = times;
    }

    @Override
    public @Nullable Draft parse(String line) {
        if (line.length() < 22 || "IWEF".indexOf(line.charAt(0)) < 0) return null;
        if (line.charAt(1) < '0' || line.charAt(1) > '9') return null;
        Matcher head = HEAD.matcher(line);
        if (!head.lookingAt()) return null;
        TimeStamps.Found time = times.at(line, 0);
        Severity severity =
                switch (line.charAt(0)) {
                    case 'W' -> Severity.WARN;
                    case 'E' -> Severity.ERROR;
                    case 'F' -> Severity.FATAL;
                    default -> Severity.INFO;
                };
        return new Draft(
                LogFormat.KLOG,
                time == null ? null : time.time(),
                severity,
                line.substring(head.end()),
                Map.of("caller", head.group(3), "thread", head.group(2)));
    }
}
