package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which metrics move together, and which of the two moves first.
 *
 * <p>For each pair and each lag k up to the largest asked for, {@code r(k)} is Spearman's rank
 * correlation of {@code first(t)} with {@code second(t + k)}: ranks, so that neither unit nor one
 * spike matters. The lag with the largest |r| is told; a positive lag means that the first leads.
 * Its p-value is that of {@code t² = r² (n − 2) / (1 − r²)} under F(1, n − 2), times the number of
 * lags tried, with n reduced for autocorrelation to {@code n (1 − a b) / (1 + a b)}, a and b the
 * lag-1 autocorrelations (Bartlett, "Some aspects of the time-correlation problem", 1935). A
 * correlation is no cause: this is for people to look at and carries no weight in a diagnosis.
 *
 * <p>Ranks are taken once over the whole series; a gap is left out pairwise; a constant correlates
 * with nothing. Series on different grids are not compared. Cost: pairs × lags × samples.
 */
public final class LaggedCorrelation {
    private static final int LEAST_SAMPLES = 10;

    /**
     * Two metrics that move together.
     *
     * @param lag steps by which the first leads; negative: it follows
     * @param r −1 to 1
     * @param samples how many times both are known
     */
    public record Pair(Metric first, Metric second, int lag, double r, double p, int samples) {}

    private LaggedCorrelation() {}

    /**
     * All pairs with |r| of at least {@code least}, strongest first.
     *
     * @param maxLag in steps, not negative
     */
    public static List<Pair> strongest(List<Series> series, int maxLag, double least) {
        if (maxLag < 0) throw new IllegalArgumentException("lag " + maxLag);
        double[][] ranks = new double[series.size()][];
        for (int i = 0; i < ranks.length; i++) ranks[i] = ranks(series.get(i).values());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < ranks.length; i++)
            for (int j = i + 1; j < ranks.length; j++) {
                if (!isSameGrid(series.get(i), series.get(j))) continue;
                Pair best = best(series.get(i), series.get(j), ranks[i], ranks[j], maxLag);
                if (Math.abs(best.r()) >= least) pairs.add(best);
            }
        pairs.sort(Comparator.comparingDouble((Pair pair) -> Math.abs(pair.r())).reversed());
        return pairs;
    }

    private static boolean isSameGrid(Series one, Series other) {
        return one.step().equals(other.step())
                && one.start().equals(other.start())
                && one.length() == other.length();
    }

    private static Pair best(Series one, Series other, double[] x, double[] y, int maxLag) {
        Pair best = new Pair(one.metric(), other.metric(), 0, 0, 1, 0);
        for (int lag = -maxLag; lag <= maxLag; lag++) {
            double[] both = correlation(x, y, lag);
            // Of equal correlations the shortest lag is the simplest story.
            boolean better =
                    Math.abs(both[0]) > Math.abs(best.r()) + 1e-12
                            || Math.abs(both[0]) > Math.abs(best.r()) - 1e-12
                                    && Math.abs(lag) < Math.abs(best.lag());
            if (better)
                best = new Pair(one.metric(), other.metric(), lag, both[0], 1, (int) both[1]);
        }
        double both = autocorrelation(x) * autocorrelation(y);
        double effective = best.samples() * Math.min(1, (1 - both) / (1 + both));
        double p = Math.min(1, (2 * maxLag + 1) * p(best.r(), Math.max(3, effective)));
        return new Pair(best.first(), best.second(), best.lag(), best.r(), p, best.samples());
    }

    private static double p(double r, double n) {
        double square = Math.min(r * r, 1 - 1e-15);
        return FDistribution.upperTail(square * (n - 2) / (1 - square), 1, (int) Math.ceil(n - 2));
    }

    private static double autocorrelation(double[] x) {
        return Math.clamp(correlation(x, x, 1)[0], 0, 0.99);
    }

    /** {@code r} and the number of samples; 0 where there are too few. */
    private static double[] correlation(double[] x, double[] y, int lag) {
        int from = Math.max(0, -lag);
        int until = Math.min(x.length, y.length - lag);
        double n = 0;
        double sx = 0;
        double sy = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int t = from; t < until; t++) {
            double a = x[t];
            double b = y[t + lag];
            if (Double.isNaN(a + b)) continue;
            n++;
            sx += a;
            sy += b;
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }
        double spread = (xx - sx * sx / n) * (yy - sy * sy / n);
        if (n < LEAST_SAMPLES || !(spread > 1e-18)) return new double[] {0, n};
        return new double[] {Math.clamp((xy - sx * sy / n) / Math.sqrt(spread), -1, 1), n};
    }

    /** Ranks scaled to −½ … ½; equal values share their middle rank; a gap stays a gap. */
    private static double[] ranks(double[] values) {
        double[] sorted = Robust.sorted(values, 0, values.length);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                ranks[i] = Double.NaN;
                continue;
            }
            int first = Arrays.binarySearch(sorted, values[i]);
            int last = first;
            while (first > 0 && sorted[first - 1] == values[i]) first--;
            while (last + 1 < sorted.length && sorted[last + 1] == values[i]) last++;
            ranks[i] = (first + last) / 2.0 / sorted.length - 0.5;
        }
        return ranks;
    }
}
