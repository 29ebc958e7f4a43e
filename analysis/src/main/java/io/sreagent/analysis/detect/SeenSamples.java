package io.sreagent.analysis.detect;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The samples of a series that is too young for a settled baseline, kept so that it can be learned
 * again each time they have doubled. When full the older half goes.
 */
final class SeenSamples {
    private final Instant[] times;
    private final double[] values;
    private int size;
    private int learnAt = 8;

    SeenSamples(int capacity) {
        times = new Instant[capacity];
        values = new double[capacity];
    }

    /** Values of a history on another grid are taken at their own times. */
    void addAll(Series history) {
        int first = Math.max(0, history.length() - times.length / 2);
        for (int i = first; i < history.length(); i++) add(history.timeOf(i), history.values()[i]);
        learnAt = Math.max(8, 2 * size);
    }

    /** Takes a sample; a gap is none. */
    void add(Instant time, double value) {
        if (Double.isNaN(value)) return;
        if (size == times.length) {
            int half = size / 2;
            System.arraycopy(times, half, times, 0, size - half);
            System.arraycopy(values, half, values, 0, size - half);
            size -= half;
        }
        times[size] = time;
        values[size++] = value;
    }

    /**
     * Whether to learn again: they have doubled, and either the last ones were calm or they have
     * doubled once more. What is just beginning is not learned as normal, and what never calms down
     * is what there is to learn.
     */
    boolean isTimeToLearn(boolean calm) {
        return size >= learnAt && (calm || size >= Math.min(2 * learnAt, times.length));
    }

    void learned() {
        learnAt = Math.min(2 * size, times.length);
    }

    /** On an even grid; a cell without a sample is NaN. */
    Series toSeries(Metric metric, Duration step) {
        if (size == 0) return new Series(metric, Instant.EPOCH, step, new double[0]);
        long millis = step.toMillis();
        long length = Duration.between(times[0], times[size - 1]).toMillis() / millis + 1;
        int n = (int) Math.min(length, 100_000);
        Instant start = times[size - 1].minusMillis((n - 1) * millis);
        double[] grid = new double[n];
        Arrays.fill(grid, Double.NaN);
        for (int i = 0; i < size; i++) {
            long cell = Math.floorDiv(Duration.between(start, times[i]).toMillis(), millis);
            if (cell >= 0 && cell < n) grid[(int) cell] = values[i];
        }
        return new Series(metric, start, step, grid);
    }
}
