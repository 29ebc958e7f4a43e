package io.sreagent.analysis.stats;

import java.util.Arrays;

/**
 * How often a quantity was at least this large in its own past, and how often it would be if it had
 * been watched for longer.
 *
 * <p>Up to a high threshold u it counts: p(x) = (1 + #{past ≥ x}) / (n + 1), which is exact for any
 * distribution (conformal prediction). Above u the count has run out and a {@link ParetoTail} goes
 * on: p(x) = p(u) · P(excess &gt; x − u). u is the 98 % quantile of a long past, the 80 % quantile
 * of a short one. An empty past gives p = 1. NaN gives p = 1. Cost: O(n log n) to build, O(log n)
 * to ask.
 */
public final class Tail {
    /** Larger values count as this: sums of excesses stay finite. */
    private static final double LARGEST = 1e250;

    private final double[] sorted;
    private final double threshold;
    private final double atThreshold;
    private final ParetoTail excess;

    private Tail(double[] sorted, double threshold, double atThreshold, ParetoTail excess) {
        this.sorted = sorted;
        this.threshold = threshold;
        this.atThreshold = atThreshold;
        this.excess = excess;
    }

    /**
     * @param past earlier values, any order; NaN is left out, an infinity counts as 1e250
     * @param minScale smallest scale the tail may have, in the unit of the values, positive. It is
     *     what makes a past of constants usable.
     */
    public static Tail of(double[] past, double minScale) {
        double[] sorted = Robust.present(past);
        for (int i = 0; i < sorted.length; i++)
            sorted[i] = Math.clamp(sorted[i], -LARGEST, LARGEST);
        Arrays.sort(sorted);
        int n = sorted.length;
        if (n == 0) return new Tail(sorted, 0, 1, new ParetoTail(0, minScale));
        double u =
                Robust.sortedQuantile(
                        sorted, n >= 2000 ? 0.98 : n >= 400 ? 0.95 : n >= 50 ? 0.9 : 0.8);
        int from = firstAbove(sorted, u);
        double[] excesses = new double[n - from];
        for (int i = from; i < n; i++) excesses[i - from] = sorted[i] - u;
        return new Tail(
                sorted, u, (1.0 + excesses.length) / (n + 1), ParetoTail.fit(excesses, minScale));
    }

    /** Probability of at least {@code x} under the past, in (0, 1]. */
    public double beyond(double x) {
        if (Double.isNaN(x) || sorted.length == 0) return 1;
        if (x > threshold)
            return Math.max(Double.MIN_NORMAL, atThreshold * excess.beyond(x - threshold));
        return (1.0 + sorted.length - firstNotBelow(x)) / (sorted.length + 1);
    }

    /** A past of mostly equal values is usual, so equals are not walked over one by one. */
    private int firstNotBelow(double x) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < x) from = middle + 1;
            else to = middle;
        }
        return from;
    }

    /** The value that is reached with this probability. */
    public double at(double probability) {
        if (sorted.length == 0) return Double.POSITIVE_INFINITY;
        if (probability < atThreshold)
            return threshold + excess.excessAt(probability / atThreshold);
        return Robust.sortedQuantile(sorted, Math.clamp(1 - probability, 0, 1));
    }

    public int size() {
        return sorted.length;
    }

    private static int firstAbove(double[] sorted, double u) {
        int i = sorted.length;
        while (i > 0 && sorted[i - 1] > u) i--;
        return i;
    }
}
