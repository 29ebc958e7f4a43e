package io.sreagent.simulator.prometheus;

import io.sreagent.simulator.metrics.Series;
import io.sreagent.simulator.metrics.SeriesStore;
import java.util.Arrays;

/**
 * Samples of one series, unpacked for repeated looks: instant values with the five-minute
 * look-back, and windows for range functions. A window is open on the left, (t - range, t], as in
 * Prometheus 3.
 */
final class Window {
    private static final long LOOKBACK = 300_000;

    private final SeriesStore store;
    private final int first; // slot of values[0]
    private final double[] values; // NaN where nothing was scraped
    private final boolean[] ended;
    private double[] found = new double[16];
    private long[] times = new long[16];
    private int count;

    Window(SeriesStore store, Series series, long from, long to) {
        this.store = store;
        first = Math.max(series.firstSlot(), store.slotAt(from));
        int last = Math.min(series.nextSlot() - 1, store.slotAt(to));
        int size = Math.max(0, last - first + 1);
        values = new double[size];
        ended = new boolean[size];
        for (int i = 0; i < size; i++) {
            values[i] = series.at(first + i);
            ended[i] = Double.isNaN(values[i]) && series.endedAt(first + i);
        }
    }

    boolean empty() {
        return values.length == 0;
    }

    /** The newest value in the five minutes up to {@code at}, unless the series ended since. */
    double instant(long at) {
        int slot = store.slotAt(at);
        for (int i = slot - first; i >= 0 && at - store.timeOf(first + i) < LOOKBACK; i--) {
            if (i < values.length) {
                if (!Double.isNaN(values[i])) {
                    return values[i];
                }
                if (ended[i]) {
                    return Value.ABSENT;
                }
            }
        }
        return Value.ABSENT;
    }

    /** Time of the value that {@link #instant} finds, in milliseconds; -1 without one. */
    long instantTime(long at) {
        int slot = store.slotAt(at);
        for (int i = slot - first; i >= 0 && at - store.timeOf(first + i) < LOOKBACK; i--) {
            if (i < values.length && !Double.isNaN(values[i])) {
                return store.timeOf(first + i);
            }
        }
        return -1;
    }

    /** Gathers the samples of (at - range, at] and returns how many. */
    int gather(long at, long range) {
        int from = Math.max(0, store.slotAt(at - range) + 1 - first);
        int to = Math.min(values.length - 1, store.slotAt(at) - first);
        count = 0;
        for (int i = from; i <= to; i++) {
            if (!Double.isNaN(values[i])) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                    times = Arrays.copyOf(times, count * 2);
                }
                found[count] = values[i];
                times[count++] = store.timeOf(first + i);
            }
        }
        return count;
    }

    int count() {
        return count;
    }

    double value(int i) {
        return found[i];
    }

    long time(int i) {
        return times[i];
    }
}
