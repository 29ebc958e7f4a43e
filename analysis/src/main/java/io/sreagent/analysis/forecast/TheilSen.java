package io.sreagent.analysis.forecast;

import java.util.Arrays;

/**
 * A straight line that up to 29 % of bad values cannot bend: the slope is the median of the slopes
 * between all pairs, the level the median of what remains (Theil 1950; Sen 1968).
 *
 * <p>The slope's error comes from Kendall's statistic: the slopes at {@code (N ± C)/2} with {@code
 * C = √(n(n−1)(2n+5)/18)} enclose one standard error. Longer series are first shortened to medians
 * of equal blocks. Expects no NaN and at least 3 values. Cost: O(n + 120² log 120).
 *
 * @param slope per sample
 * @param end the line at the last sample
 * @param slopeError one standard error of the slope, were the values independent
 * @param noise robust standard deviation of values around the line
 * @param likeness correlation of neighbouring residuals, 0–0.95
 */
record TheilSen(double slope, double end, double slopeError, double noise, double likeness) {

    private static final int MOST_POINTS = 120;

    static TheilSen of(double[] y) {
        int block = (y.length + MOST_POINTS - 1) / MOST_POINTS;
        int points = y.length / block;
        double[] blocks = new double[points];
        int skip = y.length - points * block;
        for (int i = 0; i < points; i++)
            blocks[i] = median(Arrays.copyOfRange(y, skip + i * block, skip + (i + 1) * block));
        double[] slopes = new double[points * (points - 1) / 2];
        int count = 0;
        for (int i = 0; i < points; i++)
            for (int j = i + 1; j < points; j++)
                slopes[count++] = (blocks[j] - blocks[i]) / ((double) (j - i) * block);
        Arrays.sort(slopes);
        double slope = middle(slopes);
        double reach = Math.sqrt(points * (points - 1.0) * (2.0 * points + 5) / 18) / 2;
        int low = Math.clamp(Math.round((count - 1) / 2.0 - reach), 0, count - 1);
        int high = Math.clamp(Math.round((count - 1) / 2.0 + reach), 0, count - 1);
        double[] residual = new double[y.length];
        for (int t = 0; t < y.length; t++) residual[t] = y[t] - slope * (t - (y.length - 1));
        double end = median(residual.clone());
        double[] size = new double[y.length];
        for (int t = 0; t < y.length; t++) {
            residual[t] -= end;
            size[t] = Math.abs(residual[t]);
        }
        return new TheilSen(
                slope,
                end,
                (slopes[high] - slopes[low]) / 2,
                1.4826 * median(size),
                likeness(residual));
    }

    /** Sorts its argument. */
    static double median(double[] values) {
        Arrays.sort(values);
        return middle(values);
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double likeness(double[] residual) {
        double own = 0;
        double cross = 0;
        for (int t = 0; t < residual.length; t++) {
            own += residual[t] * residual[t];
            if (t > 0) cross += residual[t] * residual[t - 1];
        }
        return own > 0 ? Math.clamp(cross / own, 0, 0.95) : 0;
    }
}
