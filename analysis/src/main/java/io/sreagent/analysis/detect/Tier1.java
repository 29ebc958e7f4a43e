package io.sreagent.analysis.detect;

import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * Watches very many series at once, one pass through memory a tick: seasonal surprise, learning and
 * hysteresis, and nothing else. What it raises is looked at by {@link SeriesWatch}.
 *
 * <p><b>Layout.</b> Columns, not objects. Centre and spread of all series for hour-of-week w lie
 * side by side at {@code [w · n … w · n + n)}: a tick needs one bucket and streams through it.
 * State is two floats for each of 168 buckets, a level, a global spread and two counters: 1,357
 * bytes a series.
 *
 * <p><b>Formula.</b> r = x − centre[w] − level; z = r / max(spread[w], spread of the series / 4,
 * floor). centre and spread are quantiles tracked by stochastic steps: centre[w] += g · s ·
 * sign(r), spread[w] *= 1 ± g/2 by whether |r| exceeds 0.6745 · spread, so both are medians and an
 * outage moves them by steps, not by its height; g falls from 1/4 to 1/64 as a bucket is visited
 * more often. A bucket's first visit begins with what the same hour of the day before has learned.
 * level follows r, cut at ±2 spreads, with a time constant of two days. A series is raised after
 * {@value #RAISE} strange ticks of late (|z| above the threshold adds one, a calm tick takes one
 * away, a tick without a value does neither but counts towards absence) and lowered when the count
 * is back at 0. After {@value #ABSENT} ticks without a value a series that used to come is raised
 * as absent. In its first {@value #LEARNING} ticks a series is not raised.
 *
 * <p>NaN and infinite values are gaps. Values are kept as floats: seven digits; a spread below 1e-6
 * of the level counts as that. Source: S. Robbins, H. Monro, 1951, for the quantile steps. Cost: a
 * few nanoseconds a series and tick, bound by memory. Not for two threads at once; give each its
 * own range of series.
 */
public final class Tier1 {
    static final int BUCKETS = 168;
    private static final int RAISE = 4;
    private static final int MOST = 8;
    private static final int ABSENT = 4;
    private static final int LEARNING = 60;

    private final int n;
    private final float threshold;
    private final float floor;
    private final float levelGain;
    private final float[] centre;
    private final float[] spread;
    private final float[] level;
    private final float[] whole;
    private final byte[] votes;
    private final byte[] missing;
    private final short[] seen;
    private final byte[] visits = new byte[BUCKETS];
    private final BitSet raised;
    private int bucketNow = -1;

    /**
     * @param series how many
     * @param ticksPerDay how often {@link #tick} is called a day
     * @param threshold strange from this many robust standard deviations on, such as 4
     * @param floor smallest spread believed, as a share of the level
     */
    public Tier1(int series, int ticksPerDay, double threshold, double floor) {
        if (series < 1 || ticksPerDay < 1)
            throw new IllegalArgumentException(series + " series, " + ticksPerDay + " ticks a day");
        if (!(threshold > 0) || !(floor >= 0))
            throw new IllegalArgumentException("threshold " + threshold + ", floor " + floor);
        n = series;
        this.threshold = (float) threshold;
        this.floor = (float) Math.max(floor, 1e-6);
        levelGain = 0.5f / ticksPerDay;
        centre = new float[BUCKETS * n];
        spread = new float[BUCKETS * n];
        level = new float[n];
        whole = new float[n];
        votes = new byte[n];
        missing = new byte[n];
        seen = new short[n];
        raised = new BitSet(n);
    }

    /**
     * One tick for all series.
     *
     * @param epochSecond time of the tick, UTC
     * @param values one per series; NaN where none came
     * @param changed called with each series that has just been raised or lowered
     */
    public void tick(long epochSecond, double[] values, IntConsumer changed) {
        if (values.length != n)
            throw new IllegalArgumentException(values.length + " values for " + n + " series");
        int bucket = (int) Math.floorMod(Math.floorDiv(epochSecond, 3600L) + 72, (long) BUCKETS);
        if (bucket != bucketNow) enter(bucket);
        float gain = 1f / (4 + Math.min(60, 8 * (visits[bucket] - 1)));
        int base = bucket * n;
        for (int i = 0; i < n; i++) {
            float x = (float) values[i];
            if (!(Math.abs(x) <= Float.MAX_VALUE)) {
                if (seen[i] >= LEARNING && missing[i] < ABSENT && ++missing[i] == ABSENT)
                    flip(i, true, changed);
                continue;
            }
            if (missing[i] != 0) back(i, changed);
            one(i, base + i, x, gain, changed);
        }
    }

    /**
     * An hour of the week seen for the first time begins with what the day before has learned; the
     * second time it meets that spread half way: cold starts are wide.
     */
    private void enter(int bucket) {
        int dayBefore = Math.floorMod(bucket - 24, BUCKETS) * n;
        int from = visits[dayBefore / n] > 0 ? dayBefore : Math.floorMod(bucket - 1, BUCKETS) * n;
        int here = bucket * n;
        if (visits[bucket] == 0) {
            System.arraycopy(centre, from, centre, here, n);
            System.arraycopy(spread, from, spread, here, n);
        } else if (visits[bucket] == 1) {
            for (int i = 0; i < n; i++)
                spread[here + i] = 0.5f * (spread[here + i] + spread[dayBefore + i]);
        }
        if (visits[bucket] < 60) visits[bucket] += 1;
        bucketNow = bucket;
    }

    private void one(int i, int cell, float x, float gain, IntConsumer changed) {
        short age = seen[i];
        if (age == 0) level[i] = x;
        if (age < Short.MAX_VALUE) seen[i] = (short) (age + 1);
        float rest = x - level[i] - centre[cell];
        float size = Math.abs(rest);
        float all = whole[i];
        float least = Math.max(floor * Math.abs(level[i] + centre[cell]), 1e-30f);
        if (age < LEARNING) {
            // Mean absolute deviation while young: a scale to start from.
            all += (size - all) / (age + 1);
            whole[i] = all;
            level[i] += (x - level[i]) / (age + 1);
            return;
        }
        float own = spread[cell] == 0 ? all * 1.25f : spread[cell];
        float sigma = Math.max(Math.max(own, all * 0.25f), least);
        boolean strange = size > threshold * sigma;
        byte vote = votes[i];
        if (strange) {
            if (vote < MOST && (votes[i] = (byte) (vote + 1)) == RAISE) flip(i, true, changed);
        } else if (vote > 0 && (votes[i] = (byte) (vote - 1)) == 0) {
            flip(i, false, changed);
        }
        float step = gain * Math.min(size, sigma);
        centre[cell] += rest > 0 ? step : -step;
        spread[cell] = Math.max(own * (size > 0.6745f * own ? 1 + gain / 2 : 1 - gain / 2), 1e-30f);
        whole[i] = all * (size > 0.6745f * all ? 1 + levelGain * 16 : 1 - levelGain * 16);
        float cut = 2 * sigma;
        level[i] += levelGain * Math.max(-cut, Math.min(cut, rest));
    }

    private void back(int i, IntConsumer changed) {
        boolean wasAbsent = missing[i] >= ABSENT;
        missing[i] = 0;
        if (wasAbsent && votes[i] < RAISE) flip(i, false, changed);
    }

    private void flip(int i, boolean up, IntConsumer changed) {
        if (raised.get(i) == up) return;
        raised.set(i, up);
        changed.accept(i);
    }

    /** Whether a series is raised, by strangeness or absence. */
    public boolean raised(int series) {
        return raised.get(series);
    }

    /** How many are raised now. */
    public int raised() {
        return raised.cardinality();
    }

    /** Bytes of state a series. */
    public static int bytesPerSeries() {
        return BUCKETS * 8 + 4 + 4 + 1 + 1 + 2 + 1;
    }
}
