package io.sreagent.analysis.logs.template;

import static io.sreagent.analysis.logs.template.Bytes.classOf;
import static io.sreagent.analysis.logs.template.Bytes.isDigit;
import static io.sreagent.analysis.logs.template.Bytes.isLetter;

/** Where words end after all: units and clocks that go on, brackets, full stops that do not. */
final class ValueEnds {
    private ValueEnds() {}

    /** Whether a clock follows a date after one space. */
    static boolean clockFollows(byte[] bytes, int until, int to) {
        return until + 6 <= to
                && bytes[until] == ' '
                && isDigit(bytes[until + 1])
                && isDigit(bytes[until + 2])
                && bytes[until + 3] == ':'
                && isDigit(bytes[until + 4]);
    }

    /** End of the unit that follows a number after one space; the same place when none does. */
    static int unit(byte[] bytes, int until, int to) {
        if (until + 1 >= to || bytes[until] != ' ' || !isLetter(bytes[until + 1])) return until;
        int wordAt = until + 1;
        int limit = Math.min(to, wordAt + 13);
        int stop = wordAt;
        while (stop < limit && isLetter(bytes[stop])) stop++;
        boolean ends = stop == to || classOf(bytes[stop]) >= Bytes.STOP || bytes[stop] == '.';
        return ends && WordSet.UNITS.has(bytes, wordAt, stop) ? stop : until;
    }

    /** {@code 3216 bytes (3.14 KB)}: the same quantity said twice. */
    static int inParentheses(byte[] bytes, int until, int to) {
        if (until + 4 >= to || bytes[until] != ' ' || bytes[until + 1] != '(') return until;
        int digits = until + 2;
        int stop = digits;
        while (stop < to && (isDigit(bytes[stop]) || bytes[stop] == '.')) stop++;
        if (stop == digits) return until;
        int unit = unit(bytes, stop, to);
        return unit > stop && unit < to && bytes[unit] == ')' ? unit + 1 : until;
    }

    /**
     * {@code owner=Source{10113}}: brackets right behind a value belong to it, unless there is
     * white space inside: that is a structure with constants of its own.
     */
    static int brackets(byte[] bytes, int stop, int to) {
        if (stop >= to) return stop;
        int kind = "{[(".indexOf(bytes[stop]);
        if (kind < 0) return stop;
        byte open = bytes[stop];
        byte close = (byte) "}])".charAt(kind);
        int depth = 0;
        for (int i = stop; i < Math.min(to, stop + 256); i++) {
            if (classOf(bytes[i]) == Bytes.SPACE) return stop;
            if (bytes[i] == open) depth++;
            if (bytes[i] == close && --depth == 0) return i + 1;
        }
        return stop;
    }

    /** Full stops at the end, or two in a row, are no part of a word. */
    static int withoutDots(byte[] bytes, int from, int stop) {
        int cut = stop;
        while (cut > from + 1 && bytes[cut - 1] == '.') cut--;
        for (int i = from + 1; i + 1 < cut; i++) {
            if (bytes[i] == '.' && bytes[i + 1] == '.') return i;
        }
        if (bytes[from] == '.' && cut > from + 1 && bytes[from + 1] == '.') {
            cut = from;
            while (cut < stop && bytes[cut] == '.') cut++;
        }
        return cut;
    }
}
