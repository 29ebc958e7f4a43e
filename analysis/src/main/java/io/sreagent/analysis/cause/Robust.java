package io.sreagent.analysis.cause;

import java.util.Arrays;

/** Order statistics of samples with gaps. A NaN is a gap and is left out; none left gives NaN. */
final class Robust {
    private Robust() {}

    /** The values that are no gap, in rising order; cost n log n. */
    static double[] sorted(double[] values, int from, int until) {
        double[] kept = new double[Math.max(0, until - from)];
        int count = 0;
        for (int i = from; i < until; i++) if (!Double.isNaN(values[i])) kept[count++] = values[i];
        kept = Arrays.copyOf(kept, count);
        Arrays.sort(kept);
        return kept;
    }

    /**
     * Quantile with linear interpolation between order statistics (Hyndman and Fan's type 7).
     *
     * @param share 0–1
     */
    static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) return Double.NaN;
        double position = share * (sorted.length - 1);
        int below = (int) position;
        if (below + 1 >= sorted.length) return sorted[sorted.length - 1];
        return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
    }

    /**
     * Distance of a quantile above a level, interpolated between order statistics on a logarithmic
     * scale: of three samples, one of 2,000 spreads between two of one spread is no level of 800.
     *
     * @param spread unit of the distance
     */
    static double saturated(double[] sorted, double share, double level, double spread) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        double low = (sorted[below] - level) / spread;
        if (below + 1 >= sorted.length) return low;
        double high = (sorted[below + 1] - level) / spread;
        double part = position - below;
        if (high <= 1) return low + part * (high - low);
        return Math.pow(Math.max(low, 1), 1 - part) * Math.pow(high, part);
    }

    static double median(double[] values) {
        return quantile(sorted(values, 0, values.length), 0.5);
    }

    /** 0 up to {@code start}, then rising towards 1; half way at {@code start + half}. */
    static double saturate(double value, double start, double half) {
        double beyond = value - start;
        return beyond > 0 ? beyond / (beyond + half) : 0;
    }
}
