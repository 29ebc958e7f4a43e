package io.sreagent.analysis.logs.template;

import java.util.function.IntUnaryOperator;

/**
 * Signatures of masked lines to pattern numbers: open addressing in two flat arrays. At three
 * quarters full it starts afresh; what is still in use returns by the slow way at once.
 */
final class SignatureTable {
    private final long[] keys;
    private final int[] numbers;
    private int size;

    SignatureTable(int capacity) {
        keys = new long[capacity];
        numbers = new int[capacity];
    }

    /** The pattern's number; −1 when the signature is new. */
    int get(long signature) {
        int mask = keys.length - 1;
        int at = (int) (signature >>> 20) & mask;
        while (true) {
            long key = keys[at];
            if (key == signature) return numbers[at];
            if (key == 0) return -1;
            at = (at + 1) & mask;
        }
    }

    void put(long signature, int number) {
        if (size >= keys.length / 4 * 3) clear();
        int mask = keys.length - 1;
        int at = (int) (signature >>> 20) & mask;
        while (keys[at] != 0 && keys[at] != signature) at = (at + 1) & mask;
        if (keys[at] == 0) size++;
        keys[at] = signature;
        numbers[at] = number;
    }

    void clear() {
        java.util.Arrays.fill(keys, 0);
        size = 0;
    }

    /** Renumbers every entry; a negative new number drops it. */
    void remap(IntUnaryOperator renumber) {
        long[] oldKeys = keys.clone();
        int[] oldNumbers = numbers.clone();
        clear();
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] == 0) continue;
            int number = renumber.applyAsInt(oldNumbers[i]);
            if (number >= 0) put(oldKeys[i], number);
        }
    }
}
