package io.sreagent.analysis.logs.template;

import static io.sreagent.analysis.logs.template.Bytes.classOf;
import static io.sreagent.analysis.logs.template.Bytes.inWord;
import static io.sreagent.analysis.logs.template.Bytes.isDigit;
import static io.sreagent.analysis.logs.template.Bytes.isLetter;

import java.util.Arrays;

/**
 * Cuts one line into constants and values in a single pass over its bytes, and hashes the constants
 * to the line's signature. Reused line after line: it allocates nothing once its arrays have grown.
 *
 * <p>Tokens are words, single punctuation marks, and values; space separates and is otherwise
 * ignored. Values grow over what belongs to them: {@code 10.0.0.1:50010} is one, as are {@code 17.7
 * GB}, {@code 2017-05-16 05:00:00} and {@code "/v2/servers HTTP/1.1"}'s target. Two lines have the
 * same signature when their constants are the same in the same order (up to hash collisions, see
 * {@link Bytes}).
 */
final class LineScanner {
    /**
     * What lies beyond is one value of type TEXT: a line of a million words is a dump, no event.
     */
    static final int MAX_TOKENS = 256;

    /** Bytes of a line that are looked at. */
    static final int MAX_BYTES = 1 << 16;

    int count;
    final int[] start = new int[MAX_TOKENS];
    final int[] end = new int[MAX_TOKENS];
    final byte[] kind = new byte[MAX_TOKENS];
    final long[] hash = new long[MAX_TOKENS]; // of the constant, or of a value's unit; else 0
    final boolean[] gap = new boolean[MAX_TOKENS]; // white space before it
    long signature;

    private final WordShape shape = new WordShape();
    private byte[] bytes = new byte[0];
    private int to;
    private int at;
    private boolean space;

    // What readWord found.
    private int wordEnd;
    private int wordPrefix;
    private byte wordKind;
    private long wordHash;

    void scan(byte[] line, int from, int until) {
        bytes = line;
        to = Math.min(until, from + MAX_BYTES);
        at = from;
        count = 0;
        signature = 1;
        space = false;
        while (at < to) {
            int made = classOf(bytes[at]);
            if (made == Bytes.SPACE) {
                at++;
                space = true;
            } else if (count >= MAX_TOKENS - 6) {
                value(VariableType.TEXT.kind(), at, to);
                at = to;
            } else if (made == Bytes.DELIMITER) {
                delimiter();
            } else {
                word();
            }
        }
        if (signature == 0) signature = 1; // 0 marks a free place in the table
        bytes = EMPTY;
    }

    private static final byte[] EMPTY = {};

    /**
     * The same without masks: words end at white space, one with a digit is a value, and nothing
     * else is looked at.
     */
    void scanWords(byte[] line, int from, int until) {
        to = Math.min(until, from + MAX_BYTES);
        int word = from;
        count = 0;
        signature = 1;
        space = false;
        while (word < to) {
            if (line[word] <= ' ' && line[word] >= 0) {
                word++;
                space = true;
                continue;
            }
            int stop = word;
            long digits = 0;
            long hashed = 0;
            while (stop < to) {
                long eight = Bytes.eightUntil(line, stop, to);
                long spaces = Bytes.spaces(eight);
                int length = Long.numberOfTrailingZeros(spaces) >>> 3;
                long part = length == 8 ? eight : eight & ((1L << (8 * length)) - 1);
                digits |= Bytes.digits(part);
                hashed = Bytes.mix(hashed, part);
                stop += length;
                if (spaces != 0) break;
            }
            if (count >= MAX_TOKENS - 1) {
                put(VariableType.TEXT.kind(), 0, word, to);
                break;
            }
            if (digits != 0) put(VariableType.ID.kind(), 0, word, stop);
            else put(Token.WORD, hashed == 0 ? 1 : hashed, word, stop);
            word = stop;
        }
        if (signature == 0) signature = 1;
    }

    private void delimiter() {
        byte b = bytes[at];
        if (b == '<' && at + 1 < to && isDigit(bytes[at + 1]) && lessThan()) return;
        put(Token.PUNCTUATION, b & 0xffL | 0x100L, at, at + 1);
        at++;
        if (b == '=') valueOfKey();
    }

    /** {@code <1 sec}: the sign belongs to the number; {@code <1>} is something else. */
    private boolean lessThan() {
        int from = at;
        readWord(at + 1);
        if (wordKind < Token.VARIABLE || wordEnd < to && bytes[wordEnd] == '>') return false;
        grow(from);
        return true;
    }

    /** What follows {@code key=} without a space is a value, whatever it looks like. */
    private void valueOfKey() {
        if (count < 2 || at >= to || kind[count - 2] >= Token.VARIABLE || gap[count - 1]) return;
        if (kind[count - 2] == Token.PUNCTUATION) return;
        if (bytes[at] == '"' || bytes[at] == '\'') {
            if (!WordSet.TEXT_KEYS.has(hash[count - 2])) quoted();
        } else if (inWord(bytes[at])) {
            int from = at;
            readWord(from);
            if (wordKind < Token.VARIABLE || wordPrefix > 0) {
                wordKind = VariableType.VALUE.kind();
                wordPrefix = 0;
                wordEnd = bracketEnd(wordEnd);
            }
            grow(from);
        }
    }

    /**
     * {@code owner=Source{10113}}: brackets right behind a value belong to it, unless there is
     * white space inside: that is a structure with constants of its own.
     */
    private int bracketEnd(int stop) {
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

    private void quoted() {
        byte quote = bytes[at];
        int close = at + 1;
        int limit = Math.min(to, at + 256);
        while (close < limit && bytes[close] != quote) close++;
        if (close == limit || close == at + 1) return;
        put(Token.PUNCTUATION, quote & 0xffL | 0x100L, at, at + 1);
        value(VariableType.VALUE.kind(), at + 1, close);
        put(Token.PUNCTUATION, quote & 0xffL | 0x100L, close, close + 1);
        at = close + 1;
    }

    private void word() {
        int from = at;
        readWord(from);
        if (wordKind >= Token.VARIABLE) {
            if (wordPrefix > 0) {
                put(
                        Token.WORD,
                        Bytes.hash(bytes, from, from + wordPrefix),
                        from,
                        from + wordPrefix);
                from += wordPrefix;
            }
            if (!protocolOfRequest(from)) grow(from);
        } else {
            put(wordKind, wordHash, from, wordEnd);
            at = wordEnd;
        }
    }

    /** {@code GET /index.html HTTP/1.1}: the protocol is the end of the target before it. */
    private boolean protocolOfRequest(int from) {
        boolean protocol =
                wordEnd - from >= 6
                        && bytes[from] == 'H'
                        && bytes[from + 4] == '/'
                        && bytes[from + 1] == 'T'
                        && bytes[from + 3] == 'P'
                        && space
                        && count > 0
                        && kind[count - 1] == VariableType.PATH.kind();
        if (!protocol) return false;
        end[count - 1] = wordEnd;
        at = wordEnd;
        space = false;
        return true;
    }

    /** Puts the value that starts here and was read to {@code wordEnd}, with all that joins it. */
    private void grow(int from) {
        byte type = wordKind;
        int until = wordEnd;
        long unitHash = 0;
        while (true) {
            boolean joins =
                    until + 1 < to
                            && (bytes[until] == ':' || bytes[until] == ',')
                            && inWord(bytes[until + 1]);
            if (joins) {
                readWord(until + 1);
                if (wordKind < Token.VARIABLE || wordPrefix > 0) break;
                if (bytes[until] == ':' && type == VariableType.NUMBER.kind()) {
                    type = VariableType.TIME.kind();
                }
                until = wordEnd;
            } else if (type == VariableType.TIME.kind() && timeFollows(until)) {
                readWord(until + 1);
                until = wordEnd;
            } else {
                break;
            }
        }
        if (type == VariableType.NUMBER.kind()) {
            int unit = unit(until);
            if (unit > until) {
                type = VariableType.QUANTITY.kind();
                unitHash = Bytes.hash(bytes, until + 1, unit);
                until = inParentheses(unit);
                if (until > unit) unitHash = Bytes.mix(unitHash, 1);
            }
        }
        put(type, unitHash, from, until);
        at = until;
    }

    private boolean timeFollows(int until) {
        return until + 6 <= to
                && bytes[until] == ' '
                && isDigit(bytes[until + 1])
                && isDigit(bytes[until + 2])
                && bytes[until + 3] == ':'
                && isDigit(bytes[until + 4]);
    }

    /** End of the unit that follows a number after one space; the same place when none does. */
    private int unit(int until) {
        if (until + 1 >= to || bytes[until] != ' ' || !isLetter(bytes[until + 1])) return until;
        int wordAt = until + 1;
        int limit = Math.min(to, wordAt + 13);
        int stop = wordAt;
        while (stop < limit && isLetter(bytes[stop])) stop++;
        boolean ends = stop == to || classOf(bytes[stop]) >= Bytes.STOP || bytes[stop] == '.';
        return ends && WordSet.UNITS.has(bytes, wordAt, stop) ? stop : until;
    }

    /** {@code 3216 bytes (3.14 KB)}: the same quantity said twice. */
    private int inParentheses(int until) {
        if (until + 4 >= to || bytes[until] != ' ' || bytes[until + 1] != '(') return until;
        int digits = until + 2;
        int stop = digits;
        while (stop < to && (isDigit(bytes[stop]) || bytes[stop] == '.')) stop++;
        if (stop == digits) return until;
        int unit = unit(stop);
        return unit > stop && unit < to && bytes[unit] == ')' ? unit + 1 : until;
    }

    /** Reads the word at a place: its end, kind, constant prefix, and hash when it is constant. */
    private void readWord(int from) {
        if (from + 8 > bytes.length || !shortWord(from)) anyWord(from);
    }

    /** The commonest words, at most seven letters or seven digits, without a loop over bytes. */
    private boolean shortWord(int from) {
        long eight = Bytes.eight(bytes, from);
        int letters = Bytes.leadingLetters(eight);
        int length = letters == 0 ? Bytes.leadingDigits(eight) : letters;
        int stop = from + length;
        if (length == 0 || length == 8 || stop > to) return false;
        if (stop < to) {
            byte next = bytes[stop];
            if (classOf(next) < Bytes.STOP || next == '@') return false;
            if (next == ':' && (length <= 2 || stop + 1 < to && bytes[stop + 1] == '/')) {
                return false;
            }
        }
        wordEnd = stop;
        wordPrefix = 0;
        if (letters == 0) {
            wordKind = VariableType.NUMBER.kind();
            return true;
        }
        wordHash = Bytes.hashOfFirst(eight, length);
        plain(from, stop, 0);
        return true;
    }

    private void anyWord(int from) {
        int stop = from;
        int made = 0;
        int next;
        while (stop < to && (next = classOf(bytes[stop])) < Bytes.STOP) {
            made |= next;
            stop++;
        }
        wordPrefix = 0;
        if ((made & Bytes.DOT) != 0) {
            int cut = cutDots(from, stop);
            if (cut < stop) {
                stop = cut;
                made = 0;
                for (int i = from; i < stop; i++) made |= classOf(bytes[i]);
            }
        }
        boolean sentenceGoesOn = dotInside(stop);
        if (stop < to && (bytes[stop] == ':' || bytes[stop] == '@') && special(from, stop)) return;
        wordEnd = stop;
        if ((made & ~(Bytes.LETTER | Bytes.HEX_LETTER)) == 0) {
            wordHash = Bytes.hash(bytes, from, stop);
            plain(from, stop, made);
            return;
        }
        wordKind = shape.kind(bytes, from, stop, made);
        wordPrefix = shape.prefix;
        if (sentenceGoesOn && wordKind >= Token.VARIABLE) wordEnd = stop + 1;
        if (wordKind == VariableType.PATH.kind() && stop < to && bytes[stop] == '?') {
            wordEnd = pathEnd(stop);
        }
        if (wordKind < Token.VARIABLE) wordHash = Bytes.hash(bytes, from, stop);
    }

    /** A full stop after a value ends a sentence only when a new one, or nothing, follows. */
    private boolean dotInside(int stop) {
        return stop + 2 < to
                && bytes[stop] == '.'
                && bytes[stop + 1] == ' '
                && bytes[stop + 2] >= 'a'
                && bytes[stop + 2] <= 'z';
    }

    private void plain(int from, int stop, int made) {
        wordKind = Token.WORD;
        int length = stop - from;
        if (length > 5) {
            if (made == Bytes.HEX_LETTER && length >= 8) wordKind = VariableType.HEX.kind();
        } else if (length >= 3) {
            boolean key = stop < to && bytes[stop] == '=';
            if (!key && WordSet.CONSTANTS.has(wordHash)) {
                wordKind = VariableType.CONSTANT.kind();
            } else if (length == 3 && stop < to && bytes[stop] == ' ') {
                int until = CalendarText.end(bytes, from, to);
                if (until > from) {
                    wordKind = VariableType.TIME.kind();
                    wordEnd = until;
                }
            }
        }
    }

    /** Full stops at the end, or two in a row, are no part of a word. */
    private int cutDots(int from, int stop) {
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

    /** Words that go on over a delimiter: URL, drive letter, MAC, mail address, host and port. */
    private boolean special(int from, int stop) {
        int until = -1;
        VariableType type = VariableType.PATH;
        if (bytes[stop] == '@') {
            int domain = stop + 1;
            while (domain < to && inWord(bytes[domain])) domain++;
            int last = domain;
            while (last > stop + 1 && bytes[last - 1] != '.') last--;
            if (last > stop + 1 && WordSet.DOMAINS.has(bytes, last, domain)) {
                until = domain;
                type = VariableType.HOST;
            }
        } else if (stop + 2 < to && bytes[stop + 1] == '/' && bytes[stop + 2] == '/') {
            until = pathEnd(stop + 3);
        } else if (stop == from + 1
                && isLetter(bytes[from])
                && stop + 1 < to
                && (bytes[stop + 1] == '\\' || bytes[stop + 1] == '/')) {
            until = pathEnd(stop + 1);
        } else if (stop == from + 2) {
            until = mac(from);
            type = VariableType.MAC;
        } else {
            until = port(from, stop);
            type = VariableType.HOST;
        }
        if (until < 0) return false;
        wordEnd = until;
        wordKind = type.kind();
        return true;
    }

    /** End of the port after a dotted name that is no source file: {@code shop.example:8080}. */
    private int port(int from, int stop) {
        int end = stop + 1;
        while (end < to && isDigit(bytes[end])) end++;
        if (end - stop < 3 || end - stop > 6 || end < to && inWord(bytes[end])) return -1;
        int last = stop;
        while (last > from && isLetter(bytes[last - 1])) last--;
        boolean name = last > from + 1 && bytes[last - 1] == '.' && stop - last >= 2;
        return name && !WordSet.SOURCES.has(bytes, last, stop) ? end : -1;
    }

    private int pathEnd(int from) {
        int stop = from;
        while (stop < to) {
            byte b = bytes[stop];
            if (classOf(b) == Bytes.SPACE || "\"'<>()[]{},;|".indexOf(b) >= 0) break;
            stop++;
        }
        while (stop > from && (bytes[stop - 1] == '.' || bytes[stop - 1] == ':')) stop--;
        return stop;
    }

    /** Six or more pairs of hexadecimal digits joined by colons. */
    private int mac(int from) {
        int stop = from;
        int pairs = 0;
        while (stop + 2 <= to && Bytes.isHex(bytes[stop]) && Bytes.isHex(bytes[stop + 1])) {
            pairs++;
            stop += 2;
            if (stop >= to || bytes[stop] != ':') break;
            stop++;
        }
        if (pairs < 6) return -1;
        return bytes[stop - 1] == ':' ? stop - 1 : stop;
    }

    private void value(byte type, int from, int until) {
        put(type, 0, from, until);
    }

    private void put(byte type, long hashed, int from, int until) {
        start[count] = from;
        end[count] = until;
        kind[count] = type;
        hash[count] = hashed;
        gap[count] = space && from > start[0];
        space = false;
        signature = Bytes.mix(signature, hashed);
        count++;
    }

    /** The text of a token, as a copy. */
    byte[] text(byte[] line, int token) {
        return Arrays.copyOfRange(line, start[token], end[token]);
    }
}
