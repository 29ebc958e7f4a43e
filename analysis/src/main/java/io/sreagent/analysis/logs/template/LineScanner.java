package io.sreagent.analysis.logs.template;

import static io.sreagent.analysis.logs.template.Bytes.classOf;
import static io.sreagent.analysis.logs.template.Bytes.inWord;
import static io.sreagent.analysis.logs.template.Bytes.isDigit;

/**
 * Cuts one line into constants and values in a single pass over its bytes.
 *
 * <p>Space separates and is otherwise ignored. Values grow over what belongs to them: {@code
 * 10.0.0.1:50010} is one, as are {@code 17.7 GB}, {@code 2017-05-16 05:00:00} and {@code
 * "/v2/servers HTTP/1.1"}'s target.
 */
final class LineScanner {
    private static final byte[] EMPTY = {};

    private final Tokens tokens;
    private final WordShape shape = new WordShape();
    private final AddressShape address = new AddressShape();
    private byte[] bytes = new byte[0];
    private int to;
    private int at;
    private boolean space;

    // What readWord found.
    private int wordEnd;
    private int wordPrefix;
    private byte wordKind;
    private long wordHash;

    LineScanner(Tokens tokens) {
        this.tokens = tokens;
    }

    void scan(byte[] line, int from, int until) {
        bytes = line;
        to = Math.min(until, from + Tokens.MAX_BYTES);
        at = from;
        space = false;
        tokens.clear();
        while (at < to) {
            int made = classOf(bytes[at]);
            if (made == Bytes.SPACE) {
                at++;
                space = true;
            } else if (tokens.count >= Tokens.MOST - 6) {
                put(VariableType.TEXT.kind(), 0, at, to);
                at = to;
            } else if (made == Bytes.DELIMITER) {
                delimiter();
            } else {
                word();
            }
        }
        tokens.finish();
        bytes = EMPTY;
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
        int key = tokens.count - 2;
        if (key < 0 || at >= to || tokens.gap[key + 1]) return;
        if (tokens.kind[key] >= Token.VARIABLE || tokens.kind[key] == Token.PUNCTUATION) return;
        if (bytes[at] == '"' || bytes[at] == '\'') {
            if (!WordSet.TEXT_KEYS.has(tokens.hash[key])) quoted();
        } else if (inWord(bytes[at])) {
            int from = at;
            readWord(from);
            if (wordKind < Token.VARIABLE || wordPrefix > 0) {
                wordKind = VariableType.VALUE.kind();
                wordPrefix = 0;
                wordEnd = ValueEnds.brackets(bytes, wordEnd, to);
            }
            grow(from);
        }
    }

    private void quoted() {
        byte quote = bytes[at];
        int close = at + 1;
        int limit = Math.min(to, at + 256);
        while (close < limit && bytes[close] != quote) close++;
        if (close == limit || close == at + 1) return;
        put(Token.PUNCTUATION, quote & 0xffL | 0x100L, at, at + 1);
        put(VariableType.VALUE.kind(), 0, at + 1, close);
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
                        && tokens.count > 0
                        && tokens.kind[tokens.count - 1] == VariableType.PATH.kind();
        if (!protocol) return false;
        tokens.end[tokens.count - 1] = wordEnd;
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
            } else if (type == VariableType.TIME.kind()
                    && ValueEnds.clockFollows(bytes, until, to)) {
                readWord(until + 1);
                until = wordEnd;
            } else {
                break;
            }
        }
        if (type == VariableType.NUMBER.kind()) {
            int unit = ValueEnds.unit(bytes, until, to);
            if (unit > until) {
                type = VariableType.QUANTITY.kind();
                unitHash = Bytes.hash(bytes, until + 1, unit);
                until = ValueEnds.inParentheses(bytes, unit, to);
                if (until > unit) unitHash = Bytes.mix(unitHash, 1);
            }
        }
        put(type, unitHash, from, until);
        at = until;
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
            int cut = ValueEnds.withoutDots(bytes, from, stop);
            if (cut < stop) {
                stop = cut;
                made = 0;
                for (int i = from; i < stop; i++) made |= classOf(bytes[i]);
            }
        }
        boolean sentenceGoesOn = dotInside(stop);
        if (stop < to && (bytes[stop] == ':' || bytes[stop] == '@') && address(from, stop)) return;
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
            wordEnd = AddressShape.pathEnd(bytes, stop, to);
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

    private boolean address(int from, int stop) {
        int end = address.end(bytes, from, stop, to);
        if (end < 0) return false;
        wordEnd = end;
        wordKind = address.type.kind();
        return true;
    }

    private void put(byte type, long hashed, int from, int until) {
        tokens.put(type, hashed, from, until, space);
        space = false;
    }
}
