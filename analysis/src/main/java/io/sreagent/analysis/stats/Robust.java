package io.sreagent.analysis.stats;

import java.util.Arrays;

/**
 * Location and scale that a minority of outliers cannot move. NaN values are gaps and are left out;
 * with no value left the answer is NaN. Inputs are never changed.
 *
 * <p>Source: P. J. Huber, E. M. Ronchetti, <i>Robust Statistics</i>, 2009. Cost: O(n) for medians,
 * O(n log n) for quantiles.
 */
public final class Robust {
    /** Makes the median absolute deviation estimate the standard deviation of a normal law. */
    public static final double MAD_TO_SIGMA = 1.482602218505602;

    private static final double IQR_TO_SIGMA = 0.7413011092528010;
    private static final double MEAN_DEVIATION_TO_SIGMA = 1.2533141373155;

    private Robust() {}

    /** The middle value; the mean of the two middle ones when their number is even. */
    public static double median(double... values) {
        double[] kept = present(values);
        return medianInPlace(kept, kept.length);
    }

    /** Median of the first {@code n} values, none NaN, whose order it spoils. */
    public static double medianInPlace(double[] values, int n) {
        if (n == 0) return Double.NaN;
        double upper = select(values, n, n / 2);
        if (n % 2 == 1) return upper;
        double lower = values[0];
        for (int i = 1; i < n / 2; i++) lower = Math.max(lower, values[i]);
        return lower + (upper - lower) / 2;
    }

    /** Median absolute deviation from a centre, scaled to estimate a standard deviation. */
    public static double mad(double[] values, double centre) {
        double[] distance = present(values);
        for (int i = 0; i < distance.length; i++) distance[i] = Math.abs(distance[i] - centre);
        return MAD_TO_SIGMA * medianInPlace(distance, distance.length);
    }

    /**
     * Robust standard deviation that is 0 only for a constant: MAD; where more than half of the
     * values are equal, the interquartile range; where that is 0 too, the mean absolute deviation
     * (not robust, but a sparse series has nothing else).
     */
    public static double spread(double[] values, double centre) {
        double mad = mad(values, centre);
        if (!(mad <= 0)) return mad;
        double[] kept = present(values);
        Arrays.sort(kept);
        double iqr = IQR_TO_SIGMA * (sortedQuantile(kept, 0.75) - sortedQuantile(kept, 0.25));
        if (iqr > 0) return iqr;
        double sum = 0;
        for (double value : kept) sum += Math.abs(value - centre);
        return MEAN_DEVIATION_TO_SIGMA * sum / kept.length;
    }

    /** Quantile by linear interpolation (type 7 of Hyndman and Fan). */
    public static double quantile(double[] values, double probability) {
        double[] kept = present(values);
        Arrays.sort(kept);
        return sortedQuantile(kept, probability);
    }

    /** {@link #quantile} of values already sorted and free of NaN. */
    public static double sortedQuantile(double[] sorted, double probability) {
        if (!(probability >= 0 && probability <= 1))
            throw new IllegalArgumentException("probability " + probability);
        if (sorted.length == 0) return Double.NaN;
        double position = probability * (sorted.length - 1);
        int below = (int) position;
        double low = sorted[below];
        if (below + 1 == sorted.length) return low;
        return low + (position - below) * (sorted[below + 1] - low);
    }

    /** The values that are not NaN, in a new array. */
    public static double[] present(double[] values) {
        double[] kept = new double[values.length];
        int n = 0;
        for (double value : values) if (!Double.isNaN(value)) kept[n++] = value;
        return n == values.length ? kept : Arrays.copyOf(kept, n);
    }

    /** Hoare's selection: puts the k-th smallest at k, nothing larger before it. */
    private static double select(double[] a, int n, int k) {
        int left = 0;
        int right = n - 1;
        while (left < right) {
            double pivot = a[(left + right) >>> 1];
            int i = left;
            int j = right;
            while (i <= j) {
                while (a[i] < pivot) i++;
                while (a[j] > pivot) j--;
                if (i <= j) {
                    double swap = a[i];
                    a[i++] = a[j];
                    a[j--] = swap;
                }
            }
            if (k <= j) right = j;
            else if (k >= i) left = i;
            else break;
        }
        return a[k];
    }
}
