package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Window;

/**
 * Flags two series that have always moved together and no longer do, such as requests and the work
 * they cause, though each by itself looks as usual.
 *
 * <p>r₁ = correlation over the last {@value #RECENT} pairs, r₀ over the {@value #LONG} before them;
 * s = |atanh r₀ − atanh r₁|. Score: s over the larger of its median so far and what chance alone
 * gives, √(1/(n₁ − 3) + 1/(n₀ − 3)); 0 while |r₀| &lt; ½, for such a pair has nothing to break, and
 * until all is known. A pair with a gap is skipped and has no opinion (NaN). Without movement a
 * correlation is 0. Source: R. A. Fisher, <i>Metron</i> 1 (1921). Cost: O({@value #LONG}) a pair.
 * Not for two threads at once.
 */
public final class CorrelationBreak {
    private static final int RECENT = 30;
    private static final int LONG = 240;
    private static final double CHANCE = Math.sqrt(1.0 / (RECENT - 3) + 1.0 / (LONG - 3));

    private final double[] first = new double[RECENT + LONG];
    private final double[] second = new double[RECENT + LONG];
    private final Window steps = new Window(2000);
    private int n;
    private double before = Double.NaN;
    private double now = Double.NaN;

    /** The kind of what it finds. */
    public AnomalyKind finds() {
        return AnomalyKind.CORRELATION;
    }

    /**
     * Takes the next pair of values of the same moment.
     *
     * @return surprise, 0 is as expected; NaN for a pair with a gap
     */
    public double next(double a, double b) {
        if (!Double.isFinite(a) || !Double.isFinite(b)) return Double.NaN;
        int size = first.length;
        System.arraycopy(first, 1, first, 0, size - 1);
        System.arraycopy(second, 1, second, 0, size - 1);
        first[size - 1] = Math.clamp(a, -1e100, 1e100);
        second[size - 1] = Math.clamp(b, -1e100, 1e100);
        if (++n < size) return 0;
        before = correlation(first, second, 0, LONG);
        now = correlation(first, second, LONG, size);
        double step = Math.abs(atanh(before) - atanh(now));
        double usual = steps.size() < RECENT ? CHANCE : Math.max(CHANCE, steps.median());
        steps.add(step);
        return Math.abs(before) < 0.5 ? 0 : Surprise.of(step, usual, false);
    }

    /** Correlation over the long past of the last pair, −1 to 1; NaN until it is known. */
    public double before() {
        return before;
    }

    /** The same over the last {@value #RECENT} pairs. */
    public double now() {
        return now;
    }

    private static double atanh(double r) {
        return 0.5 * Math.log((1 + r) / (1 - r));
    }

    /** Pearson's, kept off ±1; 0 where either does not move. */
    static double correlation(double[] x, double[] y, int from, int until) {
        int count = until - from;
        double meanX = 0;
        double meanY = 0;
        for (int i = from; i < until; i++) {
            meanX += x[i] / count;
            meanY += y[i] / count;
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = from; i < until; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        boolean still =
                Math.sqrt(xx / count) <= 1e-9 * Math.abs(meanX)
                        || Math.sqrt(yy / count) <= 1e-9 * Math.abs(meanY);
        if (still || !(xx > 0) || !(yy > 0)) return 0;
        return Math.clamp(xy / Math.sqrt(xx) / Math.sqrt(yy), -0.9999, 0.9999);
    }
}
