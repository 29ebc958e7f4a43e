package io.sreagent.benchmarks.forecast;

import java.util.Arrays;

/**
 * The M4 yardstick of OWA: the last value of the series, seasonally adjusted by classical
 * decomposition where a 90 % test finds a season (Makridakis et al. 2020). Multiplicative, or
 * additive where a value is not positive.
 */
final class Naive2 {

    private Naive2() {}

    static double[] forecast(double[] y, int season, int horizon) {
        double[] mean = new double[horizon];
        boolean multiplicative = Arrays.stream(y).allMatch(value -> value > 0);
        if (!seasonal(y, season)) {
            Arrays.fill(mean, y[y.length - 1]);
            return mean;
        }
        double[] index = indices(y, season, multiplicative);
        double last = index[(y.length - 1) % season];
        double level = multiplicative ? y[y.length - 1] / last : y[y.length - 1] - last;
        for (int step = 0; step < horizon; step++) {
            double here = index[(y.length + step) % season];
            mean[step] = multiplicative ? level * here : level + here;
        }
        return mean;
    }

    private static boolean seasonal(double[] y, int season) {
        if (y.length < 3 * season) return false;
        double sum = 0;
        for (int lag = 1; lag < season; lag++) sum += Math.pow(correlation(y, lag), 2);
        double limit = 1.645 * Math.sqrt((1 + 2 * sum) / y.length);
        return Math.abs(correlation(y, season)) > limit;
    }

    private static double correlation(double[] y, int lag) {
        double mean = Arrays.stream(y).average().orElse(0);
        double own = 0;
        double cross = 0;
        for (int t = 0; t < y.length; t++) {
            own += (y[t] - mean) * (y[t] - mean);
            if (t >= lag) cross += (y[t] - mean) * (y[t - lag] - mean);
        }
        return own > 0 ? cross / own : 0;
    }

    private static double[] indices(double[] y, int season, boolean multiplicative) {
        double[] sum = new double[season];
        int[] count = new int[season];
        int half = season / 2;
        for (int t = half; t < y.length - half; t++) {
            double trend = 0;
            for (int i = t - half; i <= t + half; i++) {
                boolean edge = season % 2 == 0 && (i == t - half || i == t + half);
                trend += edge ? y[i] / 2 : y[i];
            }
            trend /= season;
            sum[t % season] += multiplicative ? y[t] / trend : y[t] - trend;
            count[t % season]++;
        }
        double[] index = new double[season];
        for (int phase = 0; phase < season; phase++) index[phase] = sum[phase] / count[phase];
        double mean = Arrays.stream(index).average().orElse(0);
        for (int phase = 0; phase < season; phase++)
            index[phase] = multiplicative ? index[phase] / mean : index[phase] - mean;
        return index;
    }
}
