package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Compares a series after the onset with its own past before it.
 *
 * <p>{@code distance = (level − median) / spread}. Median and spread come from the past only, so
 * that an outage inside the window cannot hide itself; {@code spread} is the interquartile range
 * over 1.349 (a standard deviation for Gaussian noise), but at least a share of what the past's
 * extremes differ, of the level itself, and of what is worth noticing in the unit: a ratio that has
 * always been exactly zero has no spread of its own. {@code level} is the 70th (or 30th) percentile
 * after the onset, whichever is farther out, so that a told onset some samples early, or a fault
 * that comes and goes, still shows.
 *
 * <p>The scorer follows Pham, Ha and Zhang, "BARO: Robust Root Cause Analysis for Microservices via
 * Multivariate Bayesian Online Change Point Detection", FSE 2024. NaN is a gap; a series with fewer
 * than {@value #LEAST_PAST} values before or none after the onset has no shift. Cost n log n.
 */
final class ShiftFinder {
    static final int LEAST_PAST = 2;

    /** An onset told a minute late must not let the first faulty minute into the past. */
    private static final Duration GUARD = Duration.ofMinutes(1);

    /** Who reports in less than this share of the past has no habit to break. */
    private static final double SELDOM = 0.25;

    private static final Duration RECENT = Duration.ofMinutes(10);

    private ShiftFinder() {}

    /**
     * @param onset when the trouble began; the past ends one guard before it, since people tell
     *     onsets late
     */
    static Optional<Shift> find(Series series, Instant onset, Instant until) {
        return find(series, onset, until, Integer.MAX_VALUE);
    }

    /**
     * @param known how many values the best-known series of the same step has before the onset;
     *     what nobody recorded is no silence of this one
     */
    static Optional<Shift> find(Series series, Instant onset, Instant until, int known) {
        int start = firstAfter(series, onset);
        int end = series.indexAt(until) + 1;
        double[] values = series.values();
        double[] past = Robust.sorted(values, 0, Math.min(start, values.length));
        double[] present = Robust.sorted(values, start, end);
        if (past.length < LEAST_PAST || present.length == 0) return Optional.empty();
        if (past.length < SELDOM * Math.min(start, known)) return Optional.empty();
        double median = Robust.quantile(past, 0.5);
        double spread = spread(series, past, median);
        double high = Robust.saturated(present, 0.7, median, spread);
        double low = -Robust.saturated(negated(present), 0.7, -median, spread);
        double distance = high >= -low ? Math.max(high, 0) : Math.min(low, 0);
        distance = fresh(distance, (recent(series, start) - median) / spread);
        int since = departure(values, start, end, median, spread, Math.signum(distance));
        return Optional.of(
                new Shift(
                        series.metric(),
                        Aspect.of(series.metric()),
                        median,
                        median + distance * spread,
                        distance,
                        series.timeOf(since)));
    }

    private static double[] negated(double[] sorted) {
        double[] negated = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) negated[i] = -sorted[sorted.length - 1 - i];
        return negated;
    }

    /** How many values a series has before the onset. */
    static int known(Series series, Instant onset) {
        int start = firstAfter(series, onset);
        int known = 0;
        for (int i = 0; i < start; i++) if (!Double.isNaN(series.values()[i])) known++;
        return known;
    }

    /** Median of the last minutes before the onset, two samples at least. */
    private static double recent(Series series, int start) {
        int samples = (int) Math.max(2, RECENT.dividedBy(series.step()));
        double[] last = Robust.sorted(series.values(), Math.max(0, start - samples), start);
        return Robust.quantile(last, 0.5);
    }

    /**
     * What was there before the onset already is half the news: the geometric mean of the distance
     * from the long past and that from the last minutes, never more than either. A drift since the
     * past was learned vanishes, a leak that began early stays.
     */
    private static double fresh(double distance, double before) {
        if (Double.isNaN(before)) return distance;
        double change = distance - before;
        if (change * distance <= 0) return 0;
        double size = Math.abs(distance);
        return Math.signum(distance) * Math.sqrt(size * Math.min(size, Math.abs(change)));
    }

    /** The first sample that may already show the trouble. */
    private static int firstAfter(Series series, Instant onset) {
        Instant clean = onset.minus(GUARD);
        long offset = Duration.between(series.start(), clean).toMillis();
        return (int)
                Math.clamp(
                        -Math.floorDiv(-offset, series.step().toMillis()),
                        0,
                        series.values().length);
    }

    static double spread(Series series, double[] past, double median) {
        double quartiles = (Robust.quantile(past, 0.75) - Robust.quantile(past, 0.25)) / 1.349;
        double extremes = (Robust.quantile(past, 0.98) - Robust.quantile(past, 0.02)) / 6;
        // One percent of a success ratio is a lot, one percent of anything else is not.
        boolean success = Aspect.of(series.metric()) == Aspect.SUCCESS;
        double level = success ? 0 : 0.01 * Math.abs(median);
        // Three samples know little of their own spread.
        quartiles *= 1 + 3.0 / past.length;
        double worth = Math.max(level, worthNoticing(series.metric()));
        if (success && series.metric().unit() != Unit.RATIO) worth = 0.3; // per cent
        return Math.max(Math.max(quartiles, extremes), Math.max(worth, 1e-12));
    }

    private static double worthNoticing(Metric metric) {
        // Ten megabytes are what one more small process takes, whatever it does.
        if (metric.unit() == Unit.BYTES && Aspect.of(metric) == Aspect.MEMORY) return 4 << 20;
        return switch (metric.unit()) {
            case RATIO -> 0.003;
            case SECONDS -> 0.0005;
            case CORES -> 0.005;
            case PER_SECOND -> 0.05;
            case COUNT -> 0.1;
            case BYTES, BYTES_PER_SECOND -> 1024;
            case NONE -> 0;
        };
    }

    /** First sample outside three spreads whose two successors are mostly outside as well. */
    private static int departure(
            double[] values, int start, int end, double median, double spread, double sign) {
        for (int i = start; i < end; i++) {
            int outside = 0;
            int seen = 0;
            for (int j = i; j < Math.min(i + 3, end); j++) {
                if (Double.isNaN(values[j])) continue;
                seen++;
                if (sign * (values[j] - median) > 3 * spread) outside++;
            }
            boolean self = sign * (values[i] - median) > 3 * spread;
            if (self && outside * 2 > seen) return i;
        }
        return Math.min(start, Math.max(0, values.length - 1));
    }
}
