package io.sreagent.analysis.logs.template;

import static io.sreagent.analysis.logs.template.Bytes.BACKSLASH;
import static io.sreagent.analysis.logs.template.Bytes.DASH;
import static io.sreagent.analysis.logs.template.Bytes.DIGIT;
import static io.sreagent.analysis.logs.template.Bytes.DOT;
import static io.sreagent.analysis.logs.template.Bytes.HEX_LETTER;
import static io.sreagent.analysis.logs.template.Bytes.LETTER;
import static io.sreagent.analysis.logs.template.Bytes.OTHER;
import static io.sreagent.analysis.logs.template.Bytes.SLASH;
import static io.sreagent.analysis.logs.template.Bytes.UNDERSCORE;
import static io.sreagent.analysis.logs.template.Bytes.isDigit;
import static io.sreagent.analysis.logs.template.Bytes.isLetter;

/**
 * Tells from its bytes alone whether a word is a value and of which type. Pure letters never come
 * here: the scanner has decided them by then.
 *
 * <p>A word may be a constant with a value grown on to it ({@code node-69}, {@code core.2275});
 * then the kind is that of the value and {@link #prefix} bytes belong to the constant.
 */
final class WordShape {
    private static final int MANY_DIGITS = 5;

    /** Bytes at the start of the last word that are constant text; 0 for most. */
    int prefix;

    /** The kind of the word {@code bytes[from, to)} whose classes, OR-ed, are {@code made}. */
    byte kind(byte[] bytes, int from, int to, int made) {
        prefix = 0;
        if ((made & (SLASH | BACKSLASH)) != 0) return ofPath(bytes, from, to, made);
        if ((made & DIGIT) == 0) return withoutDigit(bytes, from, to, made);
        if ((made & ~(DIGIT | DOT | DASH | OTHER)) == 0) return number(bytes, from, to, made);
        if ((made & DASH) != 0 && isUuid(bytes, from, to)) return VariableType.UUID.kind();
        if (isDigit(bytes[from]) || signed(bytes, from, to)) {
            return startsWithDigit(bytes, from, to, made);
        }
        if ((made & ~(DIGIT | HEX_LETTER)) == 0 && to - from >= 7) return VariableType.HEX.kind();
        return mixed(bytes, from, to, made);
    }

    private static byte ofPath(byte[] bytes, int from, int to, int made) {
        boolean leads = bytes[from] == '/' || bytes[from] == '\\' || bytes[from] == '~';
        leads |= bytes[from] == '.' && bytes[from + 1] == '/';
        if (leads && to - from > 1) return VariableType.PATH.kind();
        if ((made & DIGIT) != 0) return VariableType.PATH.kind();
        int slashes = 0;
        for (int i = from; i < to; i++) if (bytes[i] == '/' || bytes[i] == '\\') slashes++;
        return slashes >= 2 && to - from > slashes + 1 ? VariableType.PATH.kind() : Token.WORD;
    }

    private static byte withoutDigit(byte[] bytes, int from, int to, int made) {
        if ((made & DOT) != 0 && isDomain(bytes, from, to)) return VariableType.HOST.kind();
        if (made == HEX_LETTER && to - from >= 8) return VariableType.HEX.kind();
        return Token.WORD;
    }

    private static byte number(byte[] bytes, int from, int to, int made) {
        if ((made & DOT) != 0 && (made & DASH) == 0) {
            int dots = 0;
            for (int i = from; i < to; i++) if (bytes[i] == '.') dots++;
            if (dots == 3) return VariableType.IP.kind();
        }
        if (isDate(bytes, from, to)) return VariableType.TIME.kind();
        return VariableType.NUMBER.kind();
    }

    private static byte startsWithDigit(byte[] bytes, int from, int to, int made) {
        if (to - from > 2 && bytes[from] == '0' && (bytes[from + 1] | 32) == 'x') {
            return VariableType.HEX.kind();
        }
        if ((made & ~(DIGIT | HEX_LETTER)) == 0 && to - from >= 6) return VariableType.HEX.kind();
        if (isDate(bytes, from, Math.min(to, from + 10))) return VariableType.TIME.kind();
        int unit = to;
        while (unit > from && isLetter(bytes[unit - 1])) unit--;
        if (to - unit <= 4 && unit > from && onlyNumber(bytes, from, unit)) {
            return VariableType.QUANTITY.kind();
        }
        return VariableType.ID.kind();
    }

    private byte mixed(byte[] bytes, int from, int to, int made) {
        int letters = from;
        while (letters < to && isLetter(bytes[letters])) letters++;
        boolean join = letters > from && letters + 1 < to && isDigit(bytes[letters + 1]);
        if (join && bytes[letters] == '-' && !dotThenLetter(bytes, letters, to)) {
            return grownOn(letters + 1 - from);
        }
        int dot = letters;
        while (dot < to && (isLetter(bytes[dot]) || bytes[dot] == '_')) dot++;
        if (dot > from && dot + 1 < to && bytes[dot] == '.' && onlyNumber(bytes, dot + 1, to)) {
            return grownOn(dot + 1 - from);
        }
        int digits = 0;
        int digitRuns = 0;
        int partsWithDigits = 0;
        boolean partHasDigit = false;
        for (int i = from; i < to; i++) {
            if (isDigit(bytes[i])) {
                digits++;
                boolean runStarts = !isDigit(bytes[i - 1]);
                if (runStarts) digitRuns++;
                if (runStarts && (bytes[i - 1] == '_' || bytes[i - 1] == '-')) {
                    return VariableType.ID.kind();
                }
                if (!partHasDigit) partsWithDigits++;
                partHasDigit = true;
            } else if (bytes[i] == '-' || bytes[i] == '_') {
                partHasDigit = false;
            }
        }
        if ((made & DOT) != 0) {
            if (isDomain(bytes, from, to)) return VariableType.HOST.kind();
        }
        if ((made & DASH) != 0 && partsWithDigits >= 2) return VariableType.ID.kind();
        boolean plain = (made & ~(DIGIT | HEX_LETTER | LETTER | UNDERSCORE)) == 0;
        if (plain && (digits >= 3 || digitRuns >= 2 && to - from >= 6)) {
            return VariableType.ID.kind();
        }
        return digits >= MANY_DIGITS || digitRuns >= 3
                ? VariableType.ID.kind()
                : Token.WORD_WITH_DIGITS;
    }

    private static boolean dotThenLetter(byte[] bytes, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (bytes[i] == '.' && isLetter(bytes[i + 1])) return true;
        }
        return false;
    }

    private byte grownOn(int length) {
        prefix = length;
        return VariableType.ID.kind();
    }

    private static boolean signed(byte[] bytes, int from, int to) {
        return to - from > 1
                && (bytes[from] == '-' || bytes[from] == '+')
                && isDigit(bytes[from + 1]);
    }

    private static boolean onlyNumber(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i]) && bytes[i] != '.' && !(i == from && bytes[i] == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUuid(byte[] bytes, int from, int to) {
        if (to - from != 36) return false;
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            byte b = bytes[from + i];
            if (dash ? b != '-' : !Bytes.isHex(b)) return false;
        }
        return true;
    }

    /** {@code 2017-05-16} or {@code 2017/05/16}. */
    static boolean isDate(byte[] bytes, int from, int to) {
        if (to - from != 10) return false;
        for (int i = 0; i < 10; i++) {
            boolean separator = i == 4 || i == 7;
            byte b = bytes[from + i];
            if (separator ? b != '-' && b != '/' : !isDigit(b)) return false;
        }
        return true;
    }

    private static boolean isDomain(byte[] bytes, int from, int to) {
        int last = to;
        while (last > from && bytes[last - 1] != '.') last--;
        if (last <= from + 1) return false;
        if (WordSet.DOMAINS.has(bytes, last, to)) return true;
        if (to - last != 2 || bytes[last] < 'a' || bytes[last + 1] < 'a') return false;
        int dots = 0; // of a country's domain: at least host.name.xx
        for (int i = from; i < last; i++) if (bytes[i] == '.') dots++;
        return dots >= 2 && !WordSet.SUFFIXES.has(bytes, last, to);
    }
}
