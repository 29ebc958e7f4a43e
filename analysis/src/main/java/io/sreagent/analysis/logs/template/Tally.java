package io.sreagent.analysis.logs.template;

/**
 * Tells which of many keys come at least so often, without keeping them: a counter each in a table,
 * by hash. Keys that share a counter are taken for common, so it says too much and never too
 * little. Cost: one byte a counter.
 *
 * <p>A count-min sketch (Cormode and Muthukrishnan, 2005) of one row.
 */
final class Tally {
    private static final int LEAST = 1 << 10;
    private static final int MOST = 1 << 22;

    private final byte[] counts;

    /**
     * @param keys about how many there will be
     */
    Tally(long keys) {
        long wanted = Math.clamp(4 * keys, LEAST, MOST);
        counts = new byte[(int) Long.highestOneBit(wanted)];
    }

    void add(long key) {
        int at = place(key);
        if (counts[at] < Byte.MAX_VALUE) counts[at]++;
    }

    /**
     * @param times at most 127
     */
    boolean isAtLeast(long key, int times) {
        return counts[place(key)] >= times;
    }

    private int place(long key) {
        return (int) (key >>> 17) & (counts.length - 1);
    }
}
