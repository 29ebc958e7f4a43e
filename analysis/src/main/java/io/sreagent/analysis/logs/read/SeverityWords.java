package io.sreagent.analysis.logs.read;

import io.sreagent.analysis.fact.LogLine.Severity;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Severity from the words and numbers that loggers use for it. */
final class SeverityWords {
    private static final Map<String, Severity> WORDS =
            Map.ofEntries(
                    Map.entry("trace", Severity.TRACE),
                    Map.entry("finest", Severity.TRACE),
                    Map.entry("finer", Severity.TRACE),
                    Map.entry("verbose", Severity.TRACE),
                    Map.entry("debug", Severity.DEBUG),
                    Map.entry("dbg", Severity.DEBUG),
                    Map.entry("fine", Severity.DEBUG),
                    Map.entry("config", Severity.DEBUG),
                    Map.entry("info", Severity.INFO),
                    Map.entry("inf", Severity.INFO),
                    Map.entry("information", Severity.INFO),
                    Map.entry("notice", Severity.INFO),
                    Map.entry("warn", Severity.WARN),
                    Map.entry("warning", Severity.WARN),
                    Map.entry("wrn", Severity.WARN),
                    Map.entry("error", Severity.ERROR),
                    Map.entry("err", Severity.ERROR),
                    Map.entry("fail", Severity.ERROR),
                    Map.entry("severe", Severity.ERROR),
                    Map.entry("fatal", Severity.FATAL),
                    Map.entry("crit", Severity.FATAL),
                    Map.entry("critical", Severity.FATAL),
                    Map.entry("alert", Severity.FATAL),
                    Map.entry("emerg", Severity.FATAL),
                    Map.entry("emergency", Severity.FATAL),
                    Map.entry("panic", Severity.FATAL),
                    Map.entry("dpanic", Severity.FATAL));

    private static final int HEAD = 120; // characters in which a level is looked for

    private static final Pattern TROUBLE =
            Pattern.compile(
                    "^(?:panic|fatal error|[\\w.$]*(?:Error|Exception))\\b|^Traceback \\(most"
                            + " recent|^(?:Exception in thread|Unhandled exception|Uncaught)"
                            + "|^(?i:error|fatal)(?::|\\s)");

    private SeverityWords() {}

    /** Severity of a level's name, or of its number in Bunyan's and Pino's scale (10 to 60). */
    static @Nullable Severity of(String level) {
        String word = level.strip().toLowerCase(Locale.ROOT);
        Severity known = WORDS.get(word);
        if (known != null) return known;
        return switch (word) {
            case "10" -> Severity.TRACE;
            case "20" -> Severity.DEBUG;
            case "30" -> Severity.INFO;
            case "40" -> Severity.WARN;
            case "50" -> Severity.ERROR;
            case "60" -> Severity.FATAL;
            default -> null;
        };
    }

    /** Severity of a syslog priority or level, 0 (emergency) to 7 (debug). */
    static Severity ofSyslog(int level) {
        return switch (level & 7) {
            case 0, 1, 2 -> Severity.FATAL;
            case 3 -> Severity.ERROR;
            case 4 -> Severity.WARN;
            case 7 -> Severity.DEBUG;
            default -> Severity.INFO;
        };
    }

    /** Severity of an answer by its HTTP status. */
    static Severity ofStatus(int status) {
        if (status >= 500) return Severity.ERROR;
        return status >= 400 ? Severity.WARN : Severity.INFO;
    }

    /** The level in a line's head, else what its first words amount to; null when nothing tells. */
    static @Nullable Severity in(String text) {
        int head = Math.min(HEAD, text.length());
        boolean trouble = false;
        for (int at = 0; at < head; ) {
            if (!letter(text, at)) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && letter(text, end)) end++;
            if (end - at >= 3 && end - at <= 11) {
                boolean said = isLevel(text, at, end);
                Severity known =
                        said ? WORDS.get(text.substring(at, end).toLowerCase(Locale.ROOT)) : null;
                if (known != null) return known;
            }
            trouble |= text.startsWith("rror", end - 4) || text.startsWith("xception", end - 8);
            at = end;
        }
        if (!trouble && "pfTUEe".indexOf(text.isEmpty() ? ' ' : text.charAt(0)) < 0) return null;
        Matcher found = TROUBLE.matcher(text).region(0, Math.min(HEAD, text.length()));
        if (!found.find()) return null;
        return text.startsWith("panic") || text.startsWith("fatal")
                ? Severity.FATAL
                : Severity.ERROR;
    }

    /** Whether a word stands as loggers put a level: in capitals, in brackets, or after its key. */
    private static boolean isLevel(String text, int from, int to) {
        char before = from > 0 ? text.charAt(from - 1) : ' ';
        char after = to < text.length() ? text.charAt(to) : ' ';
        if (Character.isUpperCase(text.charAt(from))
                && Character.isUpperCase(text.charAt(to - 1))) {
            return before != '.' && before != '-' && before != '_' && after != '-' && after != '_';
        }
        boolean enclosed = "[|<:".indexOf(before) >= 0 && "]|>".indexOf(after) >= 0;
        return enclosed
                || before == '=' && text.startsWith("level", from - 6)
                || before == '"' && from > 6 && text.startsWith("level=", from - 7);
    }

    private static boolean letter(String text, int at) {
        char c = text.charAt(at);
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
