package io.sreagent.analysis.capacity;

/**
 * What one replica bears.
 *
 * @param perReplica requests per second at which it still meets its objectives; above 0
 * @param cautious the same at the unfavourable end of what the data allow; above 0, at most {@code
 *     perReplica}
 * @param bound what runs out first
 * @param samples how many observations it was learned from
 */
public record Capacity(double perReplica, double cautious, Bound bound, int samples) {

    /** What sets the limit. */
    public enum Bound {
        CPU,
        LATENCY,
        /** Neither came near its limit; the capacity is the most that was ever borne. */
        NOTHING_SEEN
    }

    public Capacity {
        if (!(cautious > 0 && cautious <= perReplica) || Double.isInfinite(perReplica))
            throw new IllegalArgumentException("capacity " + cautious + " to " + perReplica);
        if (samples < 0) throw new IllegalArgumentException("samples " + samples);
    }
}
