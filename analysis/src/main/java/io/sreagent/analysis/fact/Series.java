package io.sreagent.analysis.fact;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Values of one metric on an even time grid; a gap is NaN.
 *
 * @param start time of {@code values[0]}
 * @param step distance of two values, at least one second
 * @param values one per step, in the metric's unit. The array is shared, not copied: nobody writes
 *     to it after birth.
 */
public record Series(Metric metric, Instant start, Duration step, double[] values) {
    public Series {
        requireNonNull(metric, "metric");
        requireNonNull(start, "start");
        requireNonNull(values, "values");
        if (step.toMillis() < 1000)
            throw new IllegalArgumentException("step under one second: " + step);
    }

    public int length() {
        return values.length;
    }

    public Instant timeOf(int index) {
        return start.plus(step.multipliedBy(index));
    }

    /** Time of the last value; the start when there is none. */
    public Instant end() {
        return timeOf(Math.max(0, values.length - 1));
    }

    /** Index of the last value at or before a time; −1 when all are later. */
    public int indexAt(Instant time) {
        long offset = Math.floorDiv(Duration.between(start, time).toMillis(), step.toMillis());
        return (int) Math.clamp(offset, -1, values.length - 1);
    }

    /** The values from one time (inclusive) to another (exclusive), on the same grid. */
    public Series between(Instant from, Instant until) {
        int first =
                Math.clamp(
                        -Math.floorDiv(-Duration.between(start, from).toMillis(), step.toMillis()),
                        0,
                        values.length);
        int end =
                Math.clamp(
                        -Math.floorDiv(-Duration.between(start, until).toMillis(), step.toMillis()),
                        first,
                        values.length);
        return new Series(metric, timeOf(first), step, Arrays.copyOfRange(values, first, end));
    }

    /** The last time of a grid of steps at or before a time. */
    public static Instant onGrid(Instant time, Duration step) {
        long seconds = step.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    /** The upper median of the values that are no gap; NaN when all are. */
    public double median() {
        double[] sorted =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** How many values are no gap. */
    public int present() {
        int present = 0;
        for (double value : values) if (!Double.isNaN(value)) present++;
        return present;
    }
}
