package io.sreagent.analysis.detect;

import java.util.Arrays;

/**
 * Where the level of a recorded stretch changed, looking at all of it at once: the division into
 * pieces with the smallest Σ(x − mean of its piece)² + {@value #PENALTY} σ² ln n for each change.
 *
 * <p>σ is the MAD of the differences over √2, which the changes themselves hardly touch. The
 * optimum is exact; beginnings that can no longer win are dropped on the way (PELT). NaN and
 * infinite values are left out of their piece. A piece has at least two values. Source: R. Killick,
 * P. Fearnhead, I. Eckley, JASA 107 (2012). Cost: O(n) when changes are many, O(n²) at worst.
 */
public final class ChangePoints {
    private static final double PENALTY = 3;
    private static final int LEAST = 2;

    private ChangePoints() {}

    /** Indices of the first values of new pieces, growing; empty when the level stayed. */
    public static int[] of(double[] values) {
        return of(values, sigma(values));
    }

    /**
     * @param sigma standard deviation of the noise, in the unit of the values
     */
    static int[] of(double[] values, double sigma) {
        int n = values.length;
        if (n < 2 * LEAST || !(sigma > 0)) return new int[0];
        double[] sum = new double[n + 1];
        double[] square = new double[n + 1];
        int[] count = new int[n + 1];
        for (int i = 0; i < n; i++) {
            boolean there = Double.isFinite(values[i]);
            double x = there ? Math.clamp(values[i] / sigma, -1e6, 1e6) : 0;
            sum[i + 1] = sum[i] + x;
            square[i + 1] = square[i] + x * x;
            count[i + 1] = count[i] + (there ? 1 : 0);
        }
        double penalty = PENALTY * Math.log(n);
        double[] best = new double[n + 1];
        int[] last = new int[n + 1];
        int[] open = new int[n + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = -penalty;
        int candidates = 0;
        for (int end = LEAST; end <= n; end++) {
            open[candidates++] = end - LEAST;
            for (int c = 0; c < candidates; c++) {
                double cost = best[open[c]] + piece(sum, square, count, open[c], end) + penalty;
                if (cost < best[end]) {
                    best[end] = cost;
                    last[end] = open[c];
                }
            }
            int kept = 0;
            for (int c = 0; c < candidates; c++) {
                double least = best[open[c]] + piece(sum, square, count, open[c], end);
                if (least <= best[end]) open[kept++] = open[c];
            }
            candidates = kept;
        }
        int[] changes = new int[n];
        int found = 0;
        for (int at = last[n]; at > 0; at = last[at]) changes[found++] = at;
        int[] growing = Arrays.copyOf(changes, found);
        Arrays.sort(growing);
        return growing;
    }

    private static double piece(double[] sum, double[] square, int[] count, int from, int to) {
        int m = count[to] - count[from];
        double s = sum[to] - sum[from];
        return m == 0 ? 0 : Math.max(0, square[to] - square[from] - s * s / m);
    }

    private static double sigma(double[] values) {
        double[] steps = new double[values.length];
        int n = 0;
        double before = Double.NaN;
        for (double x : values) {
            if (!Double.isFinite(x)) continue;
            if (!Double.isNaN(before)) steps[n++] = Math.abs(x - before);
            before = x;
        }
        if (n == 0) return 0;
        Arrays.sort(steps, 0, n);
        return 1.4826 * steps[n / 2] / Math.sqrt(2);
    }
}
