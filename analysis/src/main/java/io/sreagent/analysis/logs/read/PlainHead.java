package io.sreagent.analysis.logs.read;

import io.sreagent.analysis.fact.LogLine.Severity;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the time stamp and the message of a plain line, taken off part by part. Read
 * without patterns, as nearly every line of a plain log comes by. Each method takes its part off
 * when it stands next, white space before it skipped, and else leaves the place alone.
 */
final class PlainHead {
    private static final int LONGEST_LEVEL = 8;
    private static final int LONGEST_ENCLOSED = 80;
    private static final int LONGEST_NUMBER = 7;

    private static final Set<String> CAPITALS =
            Set.of(
                    "TRACE",
                    "DEBUG",
                    "INFO",
                    "NOTICE",
                    "WARN",
                    "WARNING",
                    "ERROR",
                    "ERR",
                    "SEVERE",
                    "FATAL",
                    "CRIT",
                    "CRITICAL",
                    "ALERT",
                    "EMERG",
                    "PANIC");
    private static final Set<String> ENCLOSED = // in any case, right behind a bracket
            Set.of(
                    "trace", "debug", "info", "notice", "warn", "warning", "error", "crit", "alert",
                    "emerg");

    private final String line;
    private int at;

    PlainHead(String line, int at) {
        this.line = line;
        this.at = at;
    }

    /** Where what was not taken off begins. */
    int at() {
        return at;
    }

    /** The next character that is no white space; 0 at the end. */
    char next() {
        return charAt(afterSpace(at));
    }

    /** A level in capitals, or in brackets; a colon or a bar behind it goes too. */
    @Nullable Severity level() {
        int start = afterSpace(at);
        if (isOneOf("[(<|", start)) start = afterSpace(start + 1);
        int stop = start;
        while (isLetter(charAt(stop))) stop++;
        if (stop - start < 3 || stop - start > LONGEST_LEVEL) return null;
        String word = line.substring(start, stop);
        boolean enclosed = start > 0 && isOneOf("[(<|", start - 1);
        if (!CAPITALS.contains(word)
                && !(enclosed && ENCLOSED.contains(word.toLowerCase(Locale.ROOT)))) return null;
        int end = levelEnd(stop);
        if (end < 0) return null;
        at = isOneOf(":|", end) ? end + 1 : end;
        return SeverityWords.of(word);
    }

    /** End of a level with the bracket that closes it; −1 when the word goes on. */
    private int levelEnd(int stop) {
        int behind = afterSpace(stop);
        if (isOneOf("])>|", behind) && follows(behind + 1)) return behind + 1;
        if (follows(behind)) return behind;
        return behind > stop ? behind - 1 : -1;
    }

    private boolean follows(int place) {
        return isSpace(charAt(place)) || isOneOf(":|-", place);
    }

    /** What stands in brackets, such as a thread. */
    @Nullable String enclosed() {
        int open = afterSpace(at);
        if (!isOneOf("[(", open)) return null;
        int close = open + 1;
        int limit = Math.min(line.length(), close + LONGEST_ENCLOSED + 1);
        while (close < limit && "[]()".indexOf(line.charAt(close)) < 0) close++;
        boolean closed = close < limit && close > open + 1 && isOneOf("])", close);
        if (!closed || !isSpace(charAt(close + 1)) && !isOneOf(":-", close + 1)) return null;
        at = close + 1;
        return line.substring(open + 1, close);
    }

    /**
     * The number of a process.
     *
     * @param beforeDashes only where {@code ---} follows: behind a level numbers are mostly values
     */
    @Nullable String process(boolean beforeDashes) {
        int start = afterSpace(at);
        if (!beforeDashes && charAt(start) == '#') start++;
        int stop = start;
        while (charAt(stop) >= '0' && charAt(stop) <= '9') stop++;
        if (stop == start || stop - start > LONGEST_NUMBER || !isSpace(charAt(stop))) return null;
        if (beforeDashes) {
            int dashes = afterSpace(stop);
            if (!line.startsWith("---", dashes) || !isSpace(charAt(dashes + 3))) return null;
        }
        at = stop;
        return line.substring(start, stop);
    }

    /** A mark that only separates. */
    void separator() {
        int start = afterSpace(at);
        int stop = start;
        if (isOneOf("|:", start)) stop++;
        else while (stop < start + 3 && charAt(stop) == '-') stop++;
        if (stop > start && isSpace(charAt(stop))) at = stop;
    }

    private int afterSpace(int from) {
        int place = from;
        while (isSpace(charAt(place))) place++;
        return place;
    }

    private char charAt(int place) {
        return place < line.length() ? line.charAt(place) : 0;
    }

    private boolean isOneOf(String marks, int place) {
        return place < line.length() && marks.indexOf(line.charAt(place)) >= 0;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
