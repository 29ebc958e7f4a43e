package io.sreagent.analysis.season;

import java.util.Arrays;

/**
 * A series as the sum of several seasons, a trend and a remainder: {@code y = ΣSₘ + T + R}.
 *
 * <p>{@link Stl} splits one season off after the other, the shortest first, each time from the
 * series without the others; two rounds. Phases of the m-th season are smoothed over 7 + 4m cycles,
 * m from 1. Seasons that the series does not show twice are left out; without any the trend is the
 * median and nothing is seasonal. Gaps as in {@link Stl}. Source: K. Bandara, R. Hyndman, C.
 * Bergmeir, 2021. Cost: two decompositions a season.
 *
 * @param periods the seasons found long enough, shortest first
 * @param seasonal one array a season
 */
public record Mstl(int[] periods, double[][] seasonal, double[] trend, double[] remainder) {
    private static final int ROUNDS = 2;

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
        if (usable.length == 0) {
            double[] sorted = y.clone();
            Arrays.sort(sorted);
            Arrays.fill(trend, n == 0 ? 0 : sorted[n / 2]);
        }
        for (int round = 0; round < ROUNDS; round++) {
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
}
