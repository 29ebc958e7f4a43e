package io.sreagent.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Counts by template over time in at most {@link #SLOTS} slots, whatever the stretch: when a line
 * falls outside, slots become twice as wide and pairs of them one. Memory: {@value #SLOTS} counts a
 * template, at most {@link #MOST_TEMPLATES}; cost: one addition a line.
 */
final class TimeGrid {
    static final int SLOTS = 60;
    static final int MOST_TEMPLATES = 20_000;

    private final Map<Long, long[]> counts = new HashMap<>();
    private long width = 1; // seconds, a power of two
    private long base; // first slot: seconds since the epoch over width
    private boolean any;

    void add(long template, Instant time) {
        long second = time.getEpochSecond();
        if (!any) {
            any = true;
            base = second;
        }
        long slot = Math.floorDiv(second, width) - base;
        if (slot < 0 || slot >= SLOTS) slot = widen(second);
        long[] own = counts.get(template);
        if (own == null) {
            if (counts.size() >= MOST_TEMPLATES) return;
            own = new long[SLOTS];
            counts.put(template, own);
        }
        own[(int) slot]++;
    }

    /** Makes room for a moment and tells its slot. */
    private long widen(long second) {
        long first = used(0) * width;
        long last = (used(SLOTS - 1) + 1) * width - 1;
        long from = Math.min(first, second);
        long until = Math.max(last, second);
        long wider = width;
        while (Math.floorDiv(until, wider) - Math.floorDiv(from, wider) >= SLOTS) wider *= 2;
        long start = Math.floorDiv(from, wider);
        long ratio = wider / width;
        for (long[] own : counts.values()) {
            long[] before = own.clone();
            java.util.Arrays.fill(own, 0);
            for (int i = 0; i < SLOTS; i++) {
                if (before[i] > 0) own[(int) (Math.floorDiv(base + i, ratio) - start)] += before[i];
            }
        }
        base = start;
        width = wider;
        return Math.floorDiv(second, width) - base;
    }

    /** The outermost slot that holds something, from the left (0) or the right. */
    private long used(int from) {
        int step = from == 0 ? 1 : -1;
        for (int i = from; i >= 0 && i < SLOTS; i += step) {
            for (long[] own : counts.values()) if (own[i] > 0) return base + i;
        }
        return base;
    }

    /** Follows merges of templates. */
    void settle(LongUnaryOperator current) {
        Map<Long, long[]> before = new HashMap<>(counts);
        counts.clear();
        before.forEach(
                (id, own) ->
                        counts.merge(
                                current.applyAsLong(id),
                                own,
                                (one, other) -> {
                                    for (int i = 0; i < SLOTS; i++) one[i] += other[i];
                                    return one;
                                }));
    }

    /** Lines of a template by slot. */
    long[] of(long template) {
        long[] own = counts.get(template);
        return own == null ? new long[SLOTS] : own.clone();
    }

    Instant start() {
        return Instant.ofEpochSecond(base * width);
    }

    Duration slot() {
        return Duration.ofSeconds(width);
    }
}
