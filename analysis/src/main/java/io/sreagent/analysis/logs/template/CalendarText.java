package io.sreagent.analysis.logs.template;

import static io.sreagent.analysis.logs.template.Bytes.isDigit;
import static io.sreagent.analysis.logs.template.Bytes.isLetter;

import java.nio.charset.StandardCharsets;

/**
 * Dates in words: {@code Fri Jul 01 08:16:53 PDT 2005}, {@code Jul 1 08:16:53}, {@code Jul 01, 2005
 * 08:16:53}.
 */
final class CalendarText {
    private static final byte[] WEEKDAYS =
            "MonTueWedThuFriSatSun".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MONTHS =
            "JanFebMarAprMayJunJulAugSepOctNovDec".getBytes(StandardCharsets.US_ASCII);

    private CalendarText() {}

    /** End of the date that starts here, or the start itself when none does. */
    static int end(byte[] bytes, int from, int to) {
        int at = from;
        boolean weekday = isOneOf(WEEKDAYS, bytes, at, to);
        if (weekday) {
            at = space(bytes, at + 3, to);
            if (at < 0) return from;
        }
        if (!isOneOf(MONTHS, bytes, at, to)) return from;
        at = space(bytes, at + 3, to);
        if (at < 0) return from;
        int day = digits(bytes, at, to);
        if (day == at || day - at > 2) return from;
        int clock = space(bytes, day, to);
        int clockEnd = clock < 0 ? -1 : clock(bytes, clock, to);
        if (clockEnd < 0) return from;
        return year(bytes, zone(bytes, clockEnd, to), to, clockEnd);
    }

    private static boolean isOneOf(byte[] names, byte[] bytes, int at, int to) {
        if (at + 3 >= to || bytes[at + 3] != ' ') return false;
        for (int i = 0; i < names.length; i += 3) {
            if (bytes[at] == names[i]
                    && bytes[at + 1] == names[i + 1]
                    && bytes[at + 2] == names[i + 2]) return true;
        }
        return false;
    }

    private static int space(byte[] bytes, int at, int to) {
        int next = at;
        while (next < to && bytes[next] == ' ') next++;
        return next == at || next >= to ? -1 : next;
    }

    private static int digits(byte[] bytes, int at, int to) {
        int next = at;
        while (next < to && isDigit(bytes[next])) next++;
        return next;
    }

    private static int clock(byte[] bytes, int at, int to) {
        int hour = digits(bytes, at, to);
        if (hour == at || hour + 2 >= to || bytes[hour] != ':') return -1;
        int minute = digits(bytes, hour + 1, to);
        if (minute != hour + 3) return -1;
        if (minute + 2 < to && bytes[minute] == ':') {
            int second = digits(bytes, minute + 1, to);
            if (second == minute + 3) return second;
        }
        return minute;
    }

    private static int zone(byte[] bytes, int at, int to) {
        int next = space(bytes, at, to);
        if (next < 0) return at;
        int end = next;
        while (end < to && bytes[end] >= 'A' && bytes[end] <= 'Z') end++;
        boolean whole = end == to || !isLetter(bytes[end]);
        return end - next >= 3 && end - next <= 5 && whole ? end : at;
    }

    private static int year(byte[] bytes, int at, int to, int without) {
        int next = space(bytes, at, to);
        if (next >= 0) {
            int end = digits(bytes, next, to);
            if (end - next == 4 && bytes[next] <= '2') return end;
        }
        return without;
    }
}
