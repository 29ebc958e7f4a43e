package io.sreagent.analysis.season;

import java.util.Arrays;

/**
 * A series as the sum of several seasons, a trend and a remainder: {@code y = ΣSₘ + T + R}.
 *
 * <p>{@link Stl} splits one season off after the other, the shortest first, each time from the
 * series without the others; two rounds where there are several. Phases of the m-th season are
 * smoothed over 7 + 4m cycles, m from 1. Seasons that the series does not show twice are left out;
 * without any the trend is a local line over a tenth of the series and nothing is seasonal. Gaps as
 * in {@link Stl}. Source: K. Bandara, R. Hyndman, C. Bergmeir, 2021. Cost: one decomposition for
 * one season, two a season for several.
 *
 * @param periods the seasons found long enough, shortest first
 * @param seasonal one array a season
 */
public record Mstl(int[] periods, double[][] seasonal, double[] trend, double[] remainder) {
    private static final int ROUNDS = 2;
    private static final int NARROWEST = 7;

    /**
     * @param periods samples in each season, in any order
     */
    public static Mstl of(double[] values, int... periods) {
        int n = values.length;
        int[] usable =
                Arrays.stream(periods)
                        .filter(p -> p >= 2 && 2 * p <= n)
                        .distinct()
                        .sorted()
                        .toArray();
        double[] y = Stl.bridged(values);
        double[][] seasonal = new double[usable.length][n];
        double[] trend = new double[n];
        if (usable.length == 0 && n > 0) {
            int window = Math.max(NARROWEST, n / 10 | 1);
            new LocalLine(window, 1, (window + 9) / 10).smooth(y, n, null, trend, 0);
        }
        int rounds = usable.length == 1 ? 1 : ROUNDS;
        for (int round = 0; round < rounds; round++) {
            for (int m = 0; m < usable.length; m++) {
                for (int i = 0; i < n; i++) y[i] += seasonal[m][i];
                Stl parts = Stl.of(y, Stl.Settings.of(usable[m], 7 + 4 * (m + 1)));
                seasonal[m] = parts.seasonal();
                trend = parts.trend();
                for (int i = 0; i < n; i++) y[i] -= seasonal[m][i];
            }
        }
        double[] remainder = new double[n];
        for (int i = 0; i < n; i++)
            remainder[i] = Double.isFinite(values[i]) ? y[i] - trend[i] : Double.NaN;
        return new Mstl(usable, seasonal, trend, remainder);
    }

    /** The series without its seasons; NaN for a gap. */
    public double[] adjusted() {
        double[] adjusted = new double[trend.length];
        for (int i = 0; i < adjusted.length; i++) adjusted[i] = trend[i] + remainder[i];
        return adjusted;
    }

    /** Adds the seasons, each continued by its last cycle, to a forecast that lacks them. */
    public double[] addSeasons(double[] mean) {
        for (int m = 0; m < periods.length; m++) {
            int first = trend.length - periods[m];
            for (int step = 0; step < mean.length; step++)
                mean[step] += seasonal[m][first + step % periods[m]];
        }
        return mean;
    }
}
