package io.sreagent.analysis.forecast;

/**
 * What may be told about step h after an origin from the values up to it: recent values, and values
 * one or more whole seasons before the step itself. All are relative to the mean of the last cycle,
 * so that a change of level needs no learning.
 */
final class Lags {

    private static final int RECENT = 4;
    private static final int MOST_CYCLES = 7;

    private final double[] y;
    private final double[] sums;
    private final int[] periods;
    private final int cycles;
    private final int reach;

    /**
     * @param periods shortest first; each fits twice into what is learned from
     * @param learned how many values coefficients are learned from; fewer allow fewer cycles
     */
    Lags(double[] y, int[] periods, int learned) {
        this.y = y;
        this.periods = periods;
        sums = new double[y.length + 1];
        for (int t = 0; t < y.length; t++) sums[t + 1] = sums[t] + y[t];
        if (periods.length == 0) {
            cycles = 0;
            reach = 32;
        } else {
            cycles = Math.clamp(learned / (3L * periods[0]) - 1, 1, MOST_CYCLES);
            reach = Math.max(periods[periods.length - 1] + 2, (cycles + 1) * periods[0]);
        }
    }

    int[] periods() {
        return periods;
    }

    int reach() {
        return reach;
    }

    int count() {
        return periods.length == 0
                ? RECENT + 4
                : RECENT + 2 * cycles + 4 + (periods.length - 1) * 5;
    }

    /** Mean of the last cycle before {@code end}. */
    double base(int end) {
        int cycle = periods.length == 0 ? 8 : periods[0];
        return mean(end, cycle);
    }

    /**
     * @param end how many values are known; at least {@link #reach()}
     * @param h the step to be told, from 1
     */
    double[] row(int end, int h) {
        double[] row = new double[count()];
        double base = base(end);
        int at = 0;
        for (int lag = 0; lag < RECENT; lag++) row[at++] = y[end - 1 - lag] - base;
        if (periods.length == 0) {
            for (int window = 4; window <= 32; window *= 2) row[at++] = mean(end, window) - base;
            return row;
        }
        int day = periods[0];
        int target = end - 1 + h;
        int ahead = (h + day - 1) / day;
        for (int cycle = 0; cycle < cycles; cycle++) {
            row[at++] = y[target - (ahead + cycle) * day] - base;
            row[at++] = y[end - 1 - (cycle + 1) * day] - base;
        }
        int nearest = target - ahead * day;
        row[at++] = y[nearest - 1] - base;
        row[at++] = y[Math.min(nearest + 1, end - 1)] - base;
        row[at++] = mean(end, Math.max(2, day / 4)) - base;
        row[at++] = mean(end, cycles * day) - base;
        for (int season = 1; season < periods.length; season++) {
            int period = periods[season];
            int then = target - (h + period - 1) / period * period;
            row[at++] = y[then] - base;
            row[at++] = y[Math.max(0, then - 1)] - base;
            row[at++] = y[Math.min(then + 1, end - 1)] - base;
            row[at++] = y[end - 1 - period] - base;
            row[at++] = mean(end, period) - base;
        }
        return row;
    }

    private double mean(int end, int window) {
        int from = Math.max(0, end - window);
        return (sums[end] - sums[from]) / (end - from);
    }
}
