package io.sreagent.analysis.forecast;

/**
 * Exponential smoothing with level and damped trend, in error-correction form:
 *
 * <pre>
 * e = y(t) − (l + φb);   l ← l + φb + αe;   b ← φb + αβe;   ŷ(n+h) = l + (φ + … + φ^h) b
 * </pre>
 *
 * Source: Gardner and McKenzie 1985; Hyndman, Koehler, Ord, Snyder 2008, ETS(A,Ad,N). Cost: O(n) a
 * pass.
 *
 * @param alpha 0–1, how fast the level follows
 * @param beta 0–1, how fast the trend follows, as a share of alpha
 * @param phi 0–1, what remains of the trend after one step; 0 means no trend at all
 */
record Smoothing(double alpha, double beta, double phi) {

    /** Where a pass over the values ended. */
    record State(double level, double trend, double squaredError) {}

    private static final int WARM_UP = 10;
    private static final int LONGEST = 3000;
    private static final int QUESTIONS = 60;

    /** Level only: the best of simple exponential smoothing. */
    static Smoothing flat(double[] y) {
        double best = 0.5;
        double least = Double.POSITIVE_INFINITY;
        // One parameter with one wide valley: coarse steps, then fine ones, beat any cleverness.
        for (double width = 0.1; width > 0.004; width /= 5) {
            double around = best;
            for (int i = -5; i <= 5; i++) {
                double alpha = Math.clamp(around + i * width, 0.001, 0.9999);
                double cost = new Smoothing(alpha, 0, 0).pass(y).squaredError;
                if (cost < least) {
                    least = cost;
                    best = alpha;
                }
            }
        }
        return new Smoothing(best, 0, 0);
    }

    /** Level and damped trend, {@code φ} between 0.8 and 0.98 as is usual. */
    static Smoothing damped(double[] y) {
        double[] best =
                Simplex.minimise(
                        at -> inside(at) ? of(at).pass(y).squaredError : Double.NaN,
                        new double[] {0.5, 0.1, 0.93},
                        new double[] {0.3, 0.2, 0.04},
                        QUESTIONS);
        return of(best);
    }

    /** Level and a trend that goes on for ever (Holt 1957). */
    static Smoothing trended(double[] y) {
        double[] best =
                Simplex.minimise(
                        at -> {
                            double[] full = {at[0], at[1], 0.9};
                            boolean inside = inside(full);
                            return inside ? undamped(at).pass(y).squaredError : Double.NaN;
                        },
                        new double[] {0.5, 0.1},
                        new double[] {0.3, 0.2},
                        QUESTIONS);
        return undamped(best);
    }

    private static Smoothing undamped(double[] at) {
        return new Smoothing(at[0], at[1], 1);
    }

    private static boolean inside(double[] at) {
        return at[0] > 0.001
                && at[0] < 0.9999
                && at[1] > 0.0001
                && at[1] < 0.9999
                && at[2] > 0.8
                && at[2] < 0.98;
    }

    private static Smoothing of(double[] at) {
        return new Smoothing(at[0], at[1], at[2]);
    }

    /** Runs over the values; beyond the last few thousand they would be forgotten anyway. */
    State pass(double[] y) {
        int first = Math.max(0, y.length - LONGEST);
        int warm = Math.min(WARM_UP, y.length - first);
        double level = 0;
        for (int i = first; i < first + warm; i++) level += y[i] / warm;
        double trend = 0;
        if (phi > 0 && warm > 2) {
            trend = (y[first + warm - 1] - y[first]) / (warm - 1);
            level -= trend * (warm + 1) / 2;
        }
        double squared = 0;
        for (int i = first; i < y.length; i++) {
            double expected = level + phi * trend;
            double error = y[i] - expected;
            level = expected + alpha * error;
            trend = phi * trend + alpha * beta * error;
            squared += error * error;
        }
        return new State(level, trend, squared);
    }

    double[] ahead(double[] y, int horizon) {
        State end = pass(y);
        double[] mean = new double[horizon];
        double share = phi;
        double sum = 0;
        for (int step = 0; step < horizon; step++) {
            sum += share;
            share *= phi;
            mean[step] = end.level + sum * end.trend;
        }
        return mean;
    }
}
