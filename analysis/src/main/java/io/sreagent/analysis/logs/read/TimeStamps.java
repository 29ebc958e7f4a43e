package io.sreagent.analysis.logs.read;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Time stamps at the start of a text, in every form that logs commonly have ({@link TimeForms}).
 * The commonest, ISO 8601, is read without a pattern; else the form of the line before is tried
 * first.
 */
final class TimeStamps {
    /**
     * A time stamp and where the text goes on behind it.
     *
     * @param end index of the first character after it
     */
    record Found(Instant time, int end) {}

    private static final String NAMES = "JanFebMarAprMayJunJulAugSepOctNovDecMonTueWedThuFriSatSun";
    private static final int HEAD = 80; // characters in which a time stamp may begin

    private final TimeForms forms;
    private int lastForm; // logs seldom change theirs
    private String askedText = "";
    private int askedFrom = -1;
    private @Nullable Found answered;
    private long askedMinute = -1;
    private long minuteBegins;

    /**
     * @param zone of times that name none
     * @param reference about when the log was written: gives years and days that are missing
     */
    TimeStamps(ZoneId zone, Instant reference) {
        forms = new TimeForms(zone, reference);
    }

    /** The time stamp that starts exactly here; null when none does. */
    @Nullable Found at(String text, int from) {
        if (text.equals(askedText) && from == askedFrom)
            return answered; // asked again for one line
        askedText = text;
        askedFrom = from;
        answered = find(text, from);
        return answered;
    }

    /**
     * The first ISO time stamp after white space near the start of a line, for logs that put
     * something before it; −1 when there is none.
     */
    int inside(String text) {
        int limit = Math.min(text.length() - 19, HEAD);
        for (int i = 1; i < limit; i++) {
            boolean date =
                    text.charAt(i + 4) == '-'
                            && text.charAt(i + 7) == '-'
                            && text.charAt(i - 1) <= ' '
                            && at(text, i) != null;
            if (date) return i;
        }
        return -1;
    }

    private @Nullable Found find(String text, int from) {
        Found iso = iso(text, from);
        if (iso != null) return iso;
        if (!canStart(text, from)) return null;
        Found found = forms.tryForm(lastForm, text, from);
        if (found != null) return found;
        for (int i = 0; i < TimeForms.count(); i++) {
            if (i == lastForm) continue;
            found = forms.tryForm(i, text, from);
            if (found != null) {
                lastForm = i;
                return found;
            }
        }
        return null;
    }

    /** {@code 2026-03-04T05:06:07} with what may follow, without a pattern: most logs have it. */
    private @Nullable Found iso(String text, int from) {
        if (text.length() < from + 19 || text.charAt(from + 4) != '-') return null;
        char between = text.charAt(from + 10);
        boolean form =
                text.charAt(from + 7) == '-'
                        && (between == 'T' || between == ' ')
                        && text.charAt(from + 13) == ':'
                        && text.charAt(from + 16) == ':';
        if (!form) return null;
        int year = digits(text, from, 4);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        int hour = digits(text, from + 11, 2);
        int minute = digits(text, from + 14, 2);
        int second = digits(text, from + 17, 2);
        if ((year | month | day | hour | minute | second) < 0) return null;
        if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59) return null;
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) return null;
        int end = from + 19;
        int nanos = 0;
        if (end < text.length() && (text.charAt(end) == '.' || text.charAt(end) == ',')) {
            int scale = 100_000_000;
            int stop = end + 1;
            while (stop < text.length() && scale > 0 && isDigit(text.charAt(stop))) {
                nanos += (text.charAt(stop++) - '0') * scale;
                scale /= 10;
            }
            if (stop > end + 1) end = stop;
        }
        if (end < text.length() && " Z+-".indexOf(text.charAt(end)) >= 0) {
            if (text.charAt(end) == 'Z') {
                LocalDateTime of = LocalDateTime.of(year, month, day, hour, minute);
                long begins = of.toEpochSecond(ZoneOffset.UTC);
                return new Found(instant(begins, second, nanos), end + 1);
            }
            int next = text.charAt(end) == ' ' ? end + 1 : end;
            if (next < text.length() && zoneAt(text, end, next)) return null; // for the pattern
        }
        long begins = minute(year, month, day, hour, minute);
        return new Found(instant(begins, second, nanos), end);
    }

    /** When a minute of the reader's zone begins, in epoch seconds; most lines share it. */
    private long minute(int year, int month, int day, int hour, int minute) {
        long asked = (((year * 13L + month) * 32 + day) * 24 + hour) * 60 + minute;
        if (asked != askedMinute) {
            LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute);
            minuteBegins = forms.in(local, null).getEpochSecond();
            askedMinute = asked;
        }
        return minuteBegins;
    }

    private static Instant instant(long minute, int second, int nanos) {
        return Instant.ofEpochSecond(minute + Math.min(second, 59), nanos); // 60 is a leap second
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean zoneAt(String text, int end, int next) {
        char first = text.charAt(next);
        if (first == '+' || first == '-') {
            return next + 2 < text.length() && Character.isDigit(text.charAt(next + 1));
        }
        return Character.isUpperCase(first)
                && endsAsZone(text, next)
                && TimeForms.NAMED_ZONE.matcher(text).region(end, text.length()).lookingAt();
    }

    /** Spares most lines a pattern: what stands there is a level, and zones end otherwise. */
    private static boolean endsAsZone(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isLetter(text.charAt(end))) end++;
        return "TCBK".indexOf(text.charAt(end - 1)) >= 0;
    }

    private static int digits(String text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            value = value * 10 + digit;
        }
        return value;
    }

    /** The time a whole value says, as in a JSON field; null when it says none. */
    @Nullable Instant of(String value) {
        String text = value.strip();
        if (text.startsWith("[")) text = text.substring(1);
        Found found = at(text, 0);
        return found == null ? null : found.time();
    }

    /** A digit, klog's letter with one behind it, or the name of a month or a weekday. */
    private static boolean canStart(String text, int from) {
        if (from >= text.length()) return false;
        char c = text.charAt(from);
        if (c >= '0' && c <= '9') return true;
        if (c < 'A' || c > 'W' || from + 3 > text.length()) return false;
        char next = text.charAt(from + 1);
        if (next >= '0' && next <= '9') return "IWEF".indexOf(c) >= 0;
        int name = NAMES.indexOf(text.substring(from, from + 3));
        return name >= 0 && name % 3 == 0;
    }
}
