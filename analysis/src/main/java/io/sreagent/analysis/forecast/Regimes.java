package io.sreagent.analysis.forecast;

import java.util.Arrays;

/**
 * Finds where the present straight stretch of a series began: at a change of slope or at a jump,
 * such as the restart that emptied the memory or the release that began to leak.
 *
 * <p>The values are cut into straight pieces of at least {@value #SHORTEST} samples so that {@code
 * Σ RSS(piece) + β·pieces} is least, exactly, by optimal partitioning (Jackson et al. 2005), with
 * {@code β = 4·σ²·ln n·(1+ρ)/(1−ρ)}; σ comes from the median of second differences, which neither
 * slopes nor jumps move, ρ from what remains around a first cut. Single outliers give way to the
 * median of their neighbours. The last {@value #LONGEST} samples are cut; when they are one piece,
 * older ones join it while they lie on its line. Expects no NaN. Cost: O(min(n, {@value
 * #LONGEST})²).
 */
final class Regimes {

    private static final int SHORTEST = 6;
    private static final int LONGEST = 500;

    private Regimes() {}

    /** Index of the first sample of the last straight stretch. */
    static int lastStart(double[] y) {
        int first = Math.max(0, y.length - LONGEST);
        double[] recent = Arrays.copyOfRange(y, first, y.length);
        int n = recent.length;
        if (n < 2 * SHORTEST) return first;
        double noise = noise(recent);
        Pieces pieces = new Pieces(withoutOutliers(recent, noise));
        double penalty = 4 * noise * noise * Math.log(n);
        int[] starts = pieces.cut(penalty);
        double likeness = pieces.likeness(starts);
        // Noise that remembers its past looks like slopes: ask for more before cutting.
        if (likeness > 0.1) starts = pieces.cut(penalty * (1 + likeness) / (1 - likeness));
        int last = starts[starts.length - 1];
        if (last > 0 || first == 0) return first + last;
        return straightBefore(y, first, noise);
    }

    /** Goes on backwards, in steps of doubling length, while the older values lie on the line. */
    private static int straightBefore(double[] y, int start, double noise) {
        int first = start;
        while (first > 0) {
            int next = Math.max(0, first - (y.length - first));
            TheilSen known = TheilSen.of(Arrays.copyOfRange(y, first, y.length));
            double[] off = new double[first - next];
            for (int t = next; t < first; t++)
                off[t - next] = y[t] - (known.end() + known.slope() * (t - (y.length - 1)));
            double bend = Math.abs(TheilSen.median(off));
            double reach = known.slopeError() * (y.length - next) + Math.max(noise, known.noise());
            if (bend > 3 * reach) return first;
            first = next;
        }
        return 0;
    }

    /** Values far from the median of their five neighbours become that median. */
    private static double[] withoutOutliers(double[] y, double noise) {
        double[] clean = y.clone();
        for (int t = 2; t < y.length - 2; t++) {
            double median = TheilSen.median(Arrays.copyOfRange(y, t - 2, t + 3));
            if (Math.abs(y[t] - median) > 6 * noise) clean[t] = median;
        }
        return clean;
    }

    /** From second differences; for steps and constants, which have none, from their mean. */
    private static double noise(double[] y) {
        double[] bends = new double[y.length - 2];
        double mean = 0;
        for (int t = 2; t < y.length; t++) {
            bends[t - 2] = Math.abs(y[t] - 2 * y[t - 1] + y[t - 2]);
            mean += bends[t - 2] / bends.length;
        }
        double median = TheilSen.median(bends);
        double noise = median > 0 ? 1.4826 * median : 0.5 * mean;
        return Math.max(noise / Math.sqrt(6), 1e-12);
    }

    /** Residual sums of squares of lines through any stretch, in constant time by running sums. */
    private static final class Pieces {
        private final double[] y;
        private final double[] sum;
        private final double[] cross;
        private final double[] square;

        Pieces(double[] values) {
            double middle = TheilSen.median(values.clone());
            y = new double[values.length];
            sum = new double[values.length + 1];
            cross = new double[values.length + 1];
            square = new double[values.length + 1];
            for (int t = 0; t < values.length; t++) {
                y[t] = values[t] - middle; // near zero, so that the sums keep their digits
                sum[t + 1] = sum[t] + y[t];
                cross[t + 1] = cross[t] + t * y[t];
                square[t + 1] = square[t] + y[t] * y[t];
            }
        }

        double rss(int from, int until) {
            double n = until - from;
            double middle = (from + until - 1) / 2.0;
            double s = sum[until] - sum[from];
            double c = cross[until] - cross[from] - middle * s;
            double spread = n * (n * n - 1) / 12;
            return Math.max(0, square[until] - square[from] - s * s / n - c * c / spread);
        }

        double slope(int from, int until) {
            double n = until - from;
            double middle = (from + until - 1) / 2.0;
            double c = cross[until] - cross[from] - middle * (sum[until] - sum[from]);
            return c / (n * (n * n - 1) / 12);
        }

        int[] cut(double penalty) {
            int n = y.length;
            double[] least = new double[n + 1];
            int[] from = new int[n + 1];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            least[0] = 0;
            for (int until = SHORTEST; until <= n; until++) {
                for (int start = 0; start <= until - SHORTEST; start++) {
                    double cost = least[start] + penalty;
                    if (cost >= least[until]) continue;
                    cost += rss(start, until);
                    if (cost < least[until]) {
                        least[until] = cost;
                        from[until] = start;
                    }
                }
            }
            int[] starts = new int[n];
            int count = 0;
            for (int until = n; until > 0; until = from[until]) starts[count++] = from[until];
            int[] ordered = new int[count];
            for (int i = 0; i < count; i++) ordered[i] = starts[count - 1 - i];
            return ordered;
        }

        double likeness(int[] starts) {
            double own = 0;
            double neighbours = 0;
            for (int piece = 0; piece < starts.length; piece++) {
                int from = starts[piece];
                int until = piece + 1 < starts.length ? starts[piece + 1] : y.length;
                double slope = slope(from, until);
                double mean = (sum[until] - sum[from]) / (until - from);
                double before = 0;
                for (int t = from; t < until; t++) {
                    double off = y[t] - mean - slope * (t - (from + until - 1) / 2.0);
                    own += off * off;
                    if (t > from) neighbours += off * before;
                    before = off;
                }
            }
            return own > 0 ? Math.clamp(neighbours / own, 0, 0.9) : 0;
        }
    }
}
