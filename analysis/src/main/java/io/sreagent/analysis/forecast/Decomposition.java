package io.sreagent.analysis.forecast;

/**
 * A series as the sum of trend, one shape per season, and a remainder: {@code y = T + ΣS_m + R}.
 *
 * <p>One season is split off by STL (Cleveland et al. 1990), several by going through them twice,
 * shortest first, each time with the others removed (MSTL; Bandara, Hyndman, Bergmeir 2021). Every
 * phase of a season is smoothed over {@code 7 + 4i} cycles, i counting the seasons from the
 * shortest; the trend over about 1.5 cycles. Expects no NaN. Cost: about 70 n operations a season
 * and pass.
 *
 * @param seasonal one array per season, each as long as the series
 */
record Decomposition(double[] trend, double[][] seasonal, int[] periods) {

    private static final int INNER_PASSES = 2;

    static Decomposition of(double[] y, int[] periods) {
        if (periods.length == 0) {
            int window = Math.max(7, odd(y.length / 10));
            return new Decomposition(
                    Loess.smooth(y, window, jump(window)), new double[0][], periods);
        }
        double[][] seasonal = new double[periods.length][y.length];
        double[] trend = new double[y.length];
        double[] rest = y.clone();
        int passes = periods.length == 1 ? 1 : 2;
        for (int pass = 0; pass < passes; pass++) {
            for (int season = 0; season < periods.length; season++) {
                for (int i = 0; i < y.length; i++) rest[i] += seasonal[season][i];
                trend = stl(rest, periods[season], 11 + 4 * season, seasonal[season]);
                for (int i = 0; i < y.length; i++) rest[i] -= seasonal[season][i];
            }
        }
        return new Decomposition(trend, seasonal, periods);
    }

    /** The series without its seasons. */
    double[] adjusted(double[] y) {
        double[] adjusted = y.clone();
        for (double[] shape : seasonal) for (int i = 0; i < y.length; i++) adjusted[i] -= shape[i];
        return adjusted;
    }

    /** Adds the seasons, each continued by its last cycle, to a forecast that lacks them. */
    double[] addSeasons(double[] mean) {
        for (int season = 0; season < periods.length; season++) {
            int period = periods[season];
            int first = seasonal[season].length - period;
            for (int step = 0; step < mean.length; step++)
                mean[step] += seasonal[season][first + step % period];
        }
        return mean;
    }

    /** Writes the seasonal part to {@code seasonal} and returns the trend. */
    private static double[] stl(double[] y, int period, int cycles, double[] seasonal) {
        int n = y.length;
        int trendWindow = odd((int) Math.ceil(1.5 * period / (1 - 1.5 / cycles)));
        int lowWindow = odd(period);
        double[] trend = new double[n];
        double[] detrended = new double[n];
        double[] cycle = new double[n + 2 * period]; // one period longer at both ends
        for (int pass = 0; pass < INNER_PASSES; pass++) {
            for (int i = 0; i < n; i++) detrended[i] = y[i] - trend[i];
            smoothPhases(detrended, period, cycles, cycle);
            double[] low = average(average(average(cycle, period), period), 3);
            low = Loess.smooth(low, lowWindow, jump(lowWindow));
            for (int i = 0; i < n; i++) {
                seasonal[i] = cycle[period + i] - low[i];
                detrended[i] = y[i] - seasonal[i];
            }
            trend = Loess.smooth(detrended, trendWindow, jump(trendWindow));
        }
        return trend;
    }

    private static void smoothPhases(double[] y, int period, int window, double[] cycle) {
        double[] phase = new double[y.length / period + 1];
        for (int offset = 0; offset < period; offset++) {
            int count = 0;
            for (int i = offset; i < y.length; i += period) phase[count++] = y[i];
            for (int at = -1; at <= count; at++)
                cycle[offset + (at + 1) * period] = Loess.at(phase, count, at, window);
        }
    }

    /** Moving average over {@code window} points; shorter than its input by {@code window − 1}. */
    private static double[] average(double[] y, int window) {
        double[] average = new double[y.length - window + 1];
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += y[i];
            if (i >= window) sum -= y[i - window];
            if (i >= window - 1) average[i - window + 1] = sum / window;
        }
        return average;
    }

    private static int odd(int window) {
        return window % 2 == 0 ? window + 1 : window;
    }

    private static int jump(int window) {
        return Math.max(1, window / 10);
    }
}
