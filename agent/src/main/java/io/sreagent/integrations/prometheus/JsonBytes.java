package io.sreagent.integrations.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * JSON read forwards from a stream of UTF-8, one piece at a time, as its reader asks for it: no
 * tokens, no texts for numbers. Made for answers that are numbers nearly throughout.
 *
 * <p>What is asked for and not there is an {@link IOException} with its place. Not checked is what
 * nobody reads: skipped values need only have balanced brackets and closed texts.
 */
final class JsonBytes {
    private static final int ROOM = 1 << 16;
    private static final int LONGEST_NUMBER = 1 << 10;

    private static final int QUICK = 80; // more than any sample that servers write
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Of the last quick sample. */
    double time;

    double value;

    private final InputStream in;
    private byte[] buffer = new byte[ROOM];
    private int at;
    private int end;
    private long before;

    JsonBytes(InputStream in) {
        this.in = in;
    }

    /** The next byte that is not blank, which stays; −1 at the end. */
    int peek() throws IOException {
        while (true) {
            while (at < end) {
                byte b = buffer[at];
                if (b != ' ' && b != '\n' && b != '\r' && b != '\t') return b;
                at++;
            }
            if (!fill()) return -1;
        }
    }

    void expect(char wanted) throws IOException {
        if (peek() != wanted) throw wrong("expected " + wanted);
        at++;
    }

    boolean take(char wanted) throws IOException {
        if (peek() != wanted) return false;
        at++;
        return true;
    }

    /** Whether another element comes: takes a comma, or what closes. */
    boolean more(char close) throws IOException {
        if (at < end && buffer[at] == ',') {
            at++;
            return true;
        }
        if (take(close)) return false;
        expect(',');
        return true;
    }

    /** The name of a field, up to and with its colon. */
    String name() throws IOException {
        String name = string();
        expect(':');
        return name;
    }

    String string() throws IOException {
        expect('"');
        int from = at;
        for (int i = at; i < end; i++) {
            byte b = buffer[i];
            if (b == '"') {
                at = i + 1;
                return new String(buffer, from, i - from, UTF_8);
            }
            if (b == '\\') break;
        }
        return longer();
    }

    private String longer() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (true) {
            byte b = next();
            if (b == '"') return text.toString(UTF_8);
            if (b != '\\') {
                text.write(b);
                continue;
            }
            char c = escaped();
            if (!Character.isHighSurrogate(c)) {
                text.writeBytes(String.valueOf(c).getBytes(UTF_8));
                continue;
            }
            if (next() != '\\') throw wrong("half of a character");
            text.writeBytes(new String(new char[] {c, escaped()}).getBytes(UTF_8));
        }
    }

    private char escaped() throws IOException {
        byte b = next();
        return switch (b) {
            case '"', '\\', '/' -> (char) b;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) throw wrong("no character code");
                    code = 16 * code + digit;
                }
                yield (char) code;
            }
            default -> throw wrong("unknown escape");
        };
    }

    /**
     * Takes a sample as servers write it, {@code [time,"value"]} without blanks or surprises, in
     * one pass; anything else stays for the slow way.
     *
     * @return whether {@link #time} and {@link #value} hold it
     */
    boolean quickSample() {
        if (end - at < QUICK) return false;
        byte[] b = buffer;
        int i = at;
        int stop = i + QUICK - 12;
        if (b[i++] != '[') return false;
        int from = i;
        long whole = 0;
        long eight = (long) EIGHT.get(b, i);
        if (areDigits(eight)) {
            whole = number(eight);
            i += 8;
        }
        while (i < stop && b[i] >= '0' && b[i] <= '9') whole = 10 * whole + b[i++] - '0';
        if (i == from || i - from > 11) return false;
        int point = i;
        if (b[i] == '.') {
            point = ++i;
            while (i < stop && b[i] >= '0' && b[i] <= '9') whole = 10 * whole + b[i++] - '0';
            if (i == point || i - from > 16) return false;
        }
        double seconds = Decimal.of(whole, point - i);
        if (b[i] != ',' || b[i + 1] != '"') return false;
        i += 2;
        boolean minus = b[i] == '-';
        if (minus) i++;
        from = i;
        long digits = 0;
        while (i < stop && b[i] >= '0' && b[i] <= '9') digits = 10 * digits + b[i++] - '0';
        int count = i - from;
        int exponent = 0;
        if (count == 0) return false;
        if (b[i] == '.') {
            int first = ++i;
            eight = (long) EIGHT.get(b, i);
            while (count + i - first <= 11 && i < stop && areDigits(eight)) {
                digits = 100_000_000 * digits + number(eight);
                i += 8;
                eight = (long) EIGHT.get(b, i);
            }
            while (i < stop && b[i] >= '0' && b[i] <= '9') digits = 10 * digits + b[i++] - '0';
            exponent = first - i;
            if (exponent == 0) return false;
            count -= exponent;
        }
        if (count > 19 || b[i] != '"' || b[i + 1] != ']') return false;
        double number = Decimal.of(digits, exponent);
        if (Double.isNaN(number) || Double.isNaN(seconds)) return false;
        time = seconds;
        value = minus ? -number : number;
        at = i + 2;
        return true;
    }

    /** Whether the next eight bytes are digits, asked all at once. */
    private static boolean areDigits(long eight) {
        return (eight & 0xF0F0F0F0F0F0F0F0L) == 0x3030303030303030L
                && (eight + 0x0606060606060606L & 0xF0F0F0F0F0F0F0F0L) == 0x3030303030303030L;
    }

    /** Eight digits as a number: pairs, then fours, then both. D. Lemire, 2018. */
    private static long number(long eight) {
        long pairs = eight - 0x3030303030303030L;
        pairs = pairs * 10 + (pairs >>> 8);
        return (pairs & 0x000000FF000000FFL) * 0x000F424000000064L
                        + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L
                >>> 32;
    }

    /** A number without quotes. */
    double number() throws IOException {
        peek();
        int length = 0;
        while (true) {
            if (at + length == end && !keep()) break;
            byte b = buffer[at + length];
            if (b == ',' || b == ']' || b == '}' || b <= ' ') break;
            if (++length > LONGEST_NUMBER) throw wrong("no number");
        }
        double number = value(at, at + length);
        at += length;
        return number;
    }

    /** A number in quotes, with Prometheus' words for what is none. */
    double quotedNumber() throws IOException {
        expect('"');
        int length = 0;
        while (true) {
            if (at + length == end && !keep())
                throw new EOFException("the answer ends in a number");
            byte b = buffer[at + length];
            if (b == '"') break;
            if (b == '\\' || ++length > LONGEST_NUMBER) throw wrong("no number");
        }
        double number = special(at, length);
        if (number == 0) number = value(at, at + length);
        at += length + 1;
        return number;
    }

    /** 0 for everything that begins like a number. */
    private double special(int from, int length) throws IOException {
        if (length == 0) throw wrong("no number");
        byte last = buffer[from + length - 1];
        if (last >= '0' && last <= '9') return 0;
        return switch (new String(buffer, from, length, UTF_8)) {
            case "NaN" -> Double.NaN;
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> 0;
        };
    }

    private double value(int from, int to) throws IOException {
        try {
            return Decimal.parse(buffer, from, to);
        } catch (NumberFormatException e) {
            throw new IOException(e.getMessage() + ", at byte " + (before + at), e);
        }
    }

    /** Passes over any value. */
    void skip() throws IOException {
        int depth = 0;
        do {
            int b = peek();
            switch (b) {
                case -1 -> throw new EOFException("the answer ends in the middle");
                case '"' -> longerSkip();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    if (--depth < 0) throw wrong("a bracket too many");
                    at++;
                }
                case ',', ':' -> {
                    if (depth == 0) throw wrong("no value");
                    at++;
                }
                default -> skipWord();
            }
        } while (depth > 0);
    }

    /** A number, true, false or null; it may lie across two buffers. */
    private void skipWord() throws IOException {
        if (peek() < ' ') throw wrong("no value");
        do {
            while (at < end && buffer[at] > ' ' && ",:]}[{\"".indexOf(buffer[at]) < 0) at++;
        } while (at == end && fill());
    }

    private void longerSkip() throws IOException {
        at++;
        while (true) {
            byte b = next();
            if (b == '"') return;
            if (b == '\\') next();
        }
    }

    private byte next() throws IOException {
        if (at == end && !fill()) throw new EOFException("the answer ends in a text");
        return buffer[at++];
    }

    private boolean fill() throws IOException {
        before += end;
        at = 0;
        end = Math.max(0, in.read(buffer, 0, ROOM));
        return end > 0;
    }

    /** Reads on behind what has not been taken yet, which moves to the front. */
    private boolean keep() throws IOException {
        int left = end - at;
        System.arraycopy(buffer, at, buffer, 0, left);
        before += at;
        at = 0;
        int more = in.read(buffer, left, buffer.length - left);
        end = left + Math.max(0, more);
        return more > 0;
    }

    IOException wrong(String what) {
        String found = at < end ? "'" + (char) buffer[at] + "'" : "the end";
        return new IOException(what + ", not " + found + ", at byte " + (before + at));
    }
}
