package io.sreagent.packs.series;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moments as files spell them: Unix time in seconds, milliseconds, microseconds or nanoseconds,
 * told apart by size (1980 to 2200), or a date with or without time, fraction and offset, such as
 * {@code 2014-07-01 00:00:00}, {@code 2014/07/01 00:00} or {@code 2014-07-01T00:00:00Z}; without an
 * offset it is UTC.
 */
final class TimeText {
    private static final long NONE = Long.MIN_VALUE;
    private static final double FIRST = 315_532_800; // 1980
    private static final double LAST = 7_258_118_400.0; // 2200
    private static final Pattern DATE =
            Pattern.compile(
                    "(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})"
                            + "(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?)?"
                            + "\\s*(Z|UTC|[+-]\\d{2}:?\\d{2})?");

    private TimeText() {}

    static boolean is(String text) {
        return millis(text) != NONE;
    }

    /** Milliseconds since 1970; {@link Long#MIN_VALUE} when the text is no moment. */
    static long millis(String text) {
        if (text.isEmpty()) return NONE;
        Matcher date = DATE.matcher(text);
        return date.matches() ? date(date) : unix(text);
    }

    private static long date(Matcher date) {
        try {
            LocalDate day =
                    LocalDate.of(
                            Integer.parseInt(date.group(1)),
                            Integer.parseInt(date.group(2)),
                            Integer.parseInt(date.group(3)));
            LocalDateTime local =
                    day.atTime(number(date.group(4)), number(date.group(5)), number(date.group(6)));
            String zone = date.group(7);
            ZoneOffset offset =
                    zone == null || zone.equals("Z") || zone.equals("UTC")
                            ? ZoneOffset.UTC
                            : ZoneOffset.of(zone);
            return OffsetDateTime.of(local, offset).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static long unix(String text) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return NONE;
        }
        for (double unit = 1; unit <= 1e9; unit *= 1000) {
            double seconds = number / unit;
            if (seconds >= FIRST && seconds < LAST) return Math.round(seconds * 1000);
        }
        return NONE;
    }
}
