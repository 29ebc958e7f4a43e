package io.sreagent.analysis.logs.template;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What a byte is to the scanner, and a 64-bit hash of byte ranges.
 *
 * <p>The classes are bits, so that one OR per byte tells what a word is made of. The hash reads
 * eight bytes at a time and mixes by multiplication and fold (in the manner of wyhash); with
 * 100,000 different inputs two of them meet with a probability of about 3e-10. Cost: about a
 * nanosecond per eight bytes.
 */
final class Bytes {
    static final int DIGIT = 1;
    static final int HEX_LETTER = 1 << 1;
    static final int LETTER = 1 << 2; // one that is no hexadecimal digit
    static final int DOT = 1 << 3;
    static final int DASH = 1 << 4;
    static final int UNDERSCORE = 1 << 5;
    static final int SLASH = 1 << 6;
    static final int BACKSLASH = 1 << 7;
    static final int OTHER = 1 << 8; // * + $ % & ~ ^ ` and everything outside ASCII
    static final int STOP = 1 << 16; // smallest class that ends a word
    static final int DELIMITER = STOP;
    static final int SPACE = STOP << 1;

    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    private static final int[] CLASS = new int[256];
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long K1 = 0x9E3779B97F4A7C15L;
    private static final long K2 = 0xD6E8FEB86659FD93L;

    static {
        for (int b = 0; b < 256; b++) CLASS[b] = b <= ' ' || b == 127 ? SPACE : OTHER;
        for (int b = '0'; b <= '9'; b++) CLASS[b] = DIGIT;
        for (int b = 'a'; b <= 'z'; b++) CLASS[b] = CLASS[b - 32] = b <= 'f' ? HEX_LETTER : LETTER;
        CLASS['.'] = DOT;
        CLASS['-'] = DASH;
        CLASS['_'] = UNDERSCORE;
        CLASS['/'] = SLASH;
        CLASS['\\'] = BACKSLASH;
        for (byte b : ":;=,()[]{}<>\"'|#!?@".getBytes(StandardCharsets.US_ASCII)) {
            CLASS[b] = DELIMITER;
        }
    }

    private Bytes() {}

    static int classOf(byte b) {
        return CLASS[b & 0xff];
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean isLetter(byte b) {
        return (CLASS[b & 0xff] & (HEX_LETTER | LETTER)) != 0;
    }

    static boolean isHex(byte b) {
        return (CLASS[b & 0xff] & (HEX_LETTER | DIGIT)) != 0;
    }

    /** Whether a word may go on with this byte. */
    static boolean inWord(byte b) {
        return CLASS[b & 0xff] < STOP;
    }

    /** The eight bytes from a place on, the first one lowest. */
    static long eight(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** The same before an end, after which blanks follow. */
    static long eightUntil(byte[] bytes, int at, int to) {
        if (at + 8 <= to) return (long) LONG.get(bytes, at);
        int rest = to - at;
        if (at + 8 <= bytes.length) {
            return (long) LONG.get(bytes, at) & ((1L << (8 * rest)) - 1);
        }
        long eight = 0;
        for (int i = 0; i < rest; i++) eight |= (bytes[at + i] & 0xffL) << (8 * i);
        return eight;
    }

    /** How many of eight bytes, from the first on, are ASCII letters: arithmetic on all at once. */
    static int leadingLetters(long eight) {
        long lower = (eight | 0x2020202020202020L) & LOW;
        long from = lower + 0x1F1F1F1F1F1F1F1FL; // high bit from 'a' on
        long past = lower + 0x0505050505050505L; // high bit past 'z'
        return Long.numberOfTrailingZeros(~(from & ~past & ~eight) & HIGH) >>> 3;
    }

    /** High bit of each of eight bytes that is a blank or a control character. */
    static long spaces(long eight) {
        return ~((eight & LOW) + 0x5F5F5F5F5F5F5F5FL) & ~eight & HIGH;
    }

    /** High bit of each of eight bytes that is a digit. */
    static long digits(long eight) {
        long offset = eight ^ 0x3030303030303030L;
        return ~(((offset & LOW) + 0x7676767676767676L) | offset) & HIGH;
    }

    /** How many of eight bytes, from the first on, are digits. */
    static int leadingDigits(long eight) {
        long offset = eight ^ 0x3030303030303030L; // a digit becomes 0 to 9
        long past = (offset & LOW) + 0x7676767676767676L; // high bit past 9
        return Long.numberOfTrailingZeros((past | offset) & HIGH) >>> 3;
    }

    /** {@link #hash(byte[], int, int)} of the first bytes, at most seven, of eight. */
    static long hashOfFirst(long eight, int length) {
        long hash = mix(length * K2, eight & (-1L >>> (64 - 8 * length))) * K2;
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash;
    }

    static long mix(long hash, long next) {
        long h = (hash ^ next) * K1;
        return h ^ (h >>> 29);
    }

    /** Hash of {@code bytes[from, to)}; never 0, which stands for a variable. */
    static long hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = length * K2;
        int at = from;
        for (; at + 8 <= to; at += 8) hash = mix(hash, (long) LONG.get(bytes, at));
        int rest = to - at;
        if (rest > 0) {
            long tail;
            if (at + 8 <= bytes.length) {
                tail = (long) LONG.get(bytes, at) & (-1L >>> (64 - 8 * rest));
            } else {
                tail = 0;
                for (int i = 0; i < rest; i++) tail |= (bytes[at + i] & 0xffL) << (8 * i);
            }
            hash = mix(hash, tail);
        }
        hash *= K2;
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash;
    }

    static long hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return hash(bytes, 0, bytes.length);
    }
}
