package io.sreagent.analysis.stats;

/**
 * Straight line through a series that up to 29 % of outliers cannot tilt: the median of all slopes
 * between two samples, then the median of what that slope leaves.
 *
 * <p>Source: H. Theil, 1950; P. K. Sen, 1968. NaN samples are left out; under two samples the slope
 * is 0. Cost: O(n²) up to 150 samples; above, partners are thinned so that at most about 12,000
 * slopes are looked at.
 *
 * @param slope per sample, in the series' unit
 * @param intercept value at sample 0; NaN without any sample
 */
public record TheilSen(double slope, double intercept) {
    private static final int MAX_SLOPES = 12_000;

    public static TheilSen fit(double[] values) {
        int n = values.length;
        int stride = (int) Math.max(1, (long) n * n / 2 / MAX_SLOPES);
        double[] slopes = new double[(int) ((long) n * n / 2 / stride) + n + 1];
        int count = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1 + i % stride; j < n; j += stride) {
                double slope = (values[j] - values[i]) / (j - i);
                if (!Double.isNaN(slope)) slopes[count++] = slope;
            }
        }
        double slope = count == 0 ? 0 : Robust.medianInPlace(slopes, count);
        double[] rest = new double[n];
        for (int i = 0; i < n; i++) rest[i] = values[i] - slope * i;
        return new TheilSen(slope, Robust.median(rest));
    }

    public double at(double index) {
        return intercept + slope * index;
    }
}
