package io.sreagent.analysis.logs.template;

import java.util.Arrays;

/**
 * The tokens of one line as a scanner cut them: words, single punctuation marks and values. Reused
 * line after line, so that a line allocates nothing.
 *
 * <p>The signature is a hash of the constants in their order: two lines have the same one when
 * their constants are the same (up to hash collisions, see {@link Bytes}).
 */
final class Tokens {
    /**
     * What lies beyond is one value of type TEXT: a line of a million words is a dump, no event.
     */
    static final int MOST = 256;

    /** Bytes of a line that are looked at. */
    static final int MAX_BYTES = 1 << 16;

    int count;
    final int[] start = new int[MOST];
    final int[] end = new int[MOST];
    final byte[] kind = new byte[MOST];
    final long[] hash = new long[MOST]; // of the constant, or of a value's unit; else 0
    final boolean[] gap = new boolean[MOST]; // white space before it
    long signature;

    void clear() {
        count = 0;
        signature = 1;
    }

    void put(byte type, long hashed, int from, int until, boolean space) {
        start[count] = from;
        end[count] = until;
        kind[count] = type;
        hash[count] = hashed;
        gap[count] = space && from > start[0];
        signature = Bytes.mix(signature, hashed);
        count++;
    }

    /** The line is over; 0 marks a free place in the table of signatures. */
    void finish() {
        if (signature == 0) signature = 1;
    }

    /** The text of a token, as a copy. */
    byte[] text(byte[] line, int token) {
        return Arrays.copyOfRange(line, start[token], end[token]);
    }
}
