package io.sreagent.analysis.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where recorded rows lie on an even grid, so that the same time of day is the same number of
 * samples apart although rows are missing.
 *
 * <p>The step is the median positive distance of the first {@value #LOOKED_AT} rows, which no score
 * depends on. A row lies where its time says, but always after the row before it: rows of the same
 * time, or that step back, take the next place, and a later gap takes the shift back. A gap of more
 * than a week is shortened by whole weeks. Without times, or with steps of half a day or more, rows
 * lie side by side. Cost: O(n).
 *
 * @param step distance of two places; null when there are no times
 * @param places one a row, growing
 */
record Timeline(@Nullable Duration step, Instant start, int[] places) {
    private static final int LOOKED_AT = 50;
    private static final long DAY = 86_400_000;

    /**
     * @param millis Unix milliseconds in the order of the rows, empty when unknown
     * @param rows how many there are
     */
    static Timeline of(long[] millis, int rows) {
        int[] places = new int[rows];
        Arrays.setAll(places, i -> i);
        long step = step(millis);
        if (step == 0) return new Timeline(null, Instant.EPOCH, places);
        Instant start = Instant.ofEpochMilli(millis[0]);
        if (step > DAY / 2) return new Timeline(Duration.ofMillis(step), start, places);
        long week = Math.max(1, Math.round(7.0 * DAY / step));
        long shortened = 0;
        for (int i = 1; i < rows; i++) {
            long wanted = Math.round((millis[i] - millis[0]) / (double) step) - shortened;
            long gap = wanted - places[i - 1];
            if (gap > week) shortened += gap / week * week;
            places[i] =
                    (int)
                            Math.max(
                                    places[i - 1] + 1L,
                                    gap > week ? wanted - gap / week * week : wanted);
        }
        return new Timeline(Duration.ofMillis(step), start, places);
    }

    private static long step(long[] millis) {
        long[] steps = new long[Math.min(LOOKED_AT, millis.length)];
        int n = 0;
        for (int i = 1; i < steps.length; i++)
            if (millis[i] > millis[i - 1]) steps[n++] = millis[i] - millis[i - 1];
        if (n == 0) return 0;
        Arrays.sort(steps, 0, n);
        return steps[n / 2];
    }

    int length() {
        return places.length == 0 ? 0 : places[places.length - 1] + 1;
    }

    /** Samples in a day, 0 when the step is unknown or too long to tell hours apart. */
    int day() {
        if (step == null) return 0;
        long samples = Math.round(DAY / (double) step.toMillis());
        return samples < 8 ? 0 : (int) Math.min(samples, 20_000);
    }

    /** A column of rows on the grid, gaps where no row lies. */
    double[] spread(double[] column) {
        double[] grid = new double[length()];
        Arrays.fill(grid, Double.NaN);
        for (int i = 0; i < places.length; i++) grid[places[i]] = column[i];
        return grid;
    }
}
