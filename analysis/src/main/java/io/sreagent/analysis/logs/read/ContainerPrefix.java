package io.sreagent.analysis.logs.read;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What container runtimes and tools put before or around a program's own line: CRI ({@code
 * 2016-10-06T00:17:09Z stdout F message}, with {@code P} for a part), Docker's files ({@code
 * {"log":"message\n","stream":"stdout","time":…}}, a part without the line end), {@code kubectl
 * logs --prefix}, {@code docker compose logs}.
 *
 * @param partial the line goes on in the next one
 * @param pod from the prefix, or null
 * @param rest the program's own line
 */
record ContainerPrefix(@Nullable Instant time, boolean partial, @Nullable String pod, String rest) {
    private static final Pattern CRI =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2}T[\\d:.]+(?:Z|[+-]\\d{2}:\\d{2})) std(?:out|err) ([FP])(?::\\S+)? ?");
    private static final Pattern KUBECTL = Pattern.compile("\\[pod/([^/\\]]+)/[^\\]]+\\] ");
    private static final Pattern COMPOSE = Pattern.compile("([\\w.-]+[-_]\\d+)\\s+\\| ");

    private static final String DOCKER = "{\"log\":\"";

    private static @Nullable ContainerPrefix docker(String line, TimeStamps times) {
        Map<String, String> fields = JsonLine.fields(line);
        if (fields == null || !fields.containsKey("stream") || fields.size() > 3) return null;
        String time = fields.get("time");
        String log = fields.getOrDefault("log", "");
        boolean whole = log.endsWith("\n");
        return new ContainerPrefix(
                time == null ? null : times.of(time),
                !whole,
                null,
                whole ? log.substring(0, log.length() - 1) : log);
    }

    /** Where nothing stands before a line. */
    static final ContainerPrefix NONE = new ContainerPrefix(null, false, null, "");

    static ContainerPrefix of(String line, TimeStamps times) {
        if (line.isEmpty()) return new ContainerPrefix(null, false, null, line);
        char first = line.charAt(0);
        if (first >= '0' && first <= '9') {
            if (line.indexOf(" std") < 0) return new ContainerPrefix(null, false, null, line);
            Matcher cri = CRI.matcher(line);
            if (cri.lookingAt()) {
                return new ContainerPrefix(
                        times.of(cri.group(1)),
                        cri.group(2).equals("P"),
                        null,
                        line.substring(cri.end()));
            }
        }
        if (first == '{' && line.startsWith(DOCKER)) {
            ContainerPrefix docker = docker(line, times);
            if (docker != null) return docker;
        }
        if (first != '[' && line.indexOf(" | ") < 0) {
            return new ContainerPrefix(null, false, null, line);
        }
        Matcher named = (first == '[' ? KUBECTL : COMPOSE).matcher(line);
        if (named.lookingAt()) {
            return new ContainerPrefix(null, false, named.group(1), line.substring(named.end()));
        }
        return new ContainerPrefix(null, false, null, line);
    }
}
