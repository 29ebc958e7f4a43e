package io.sreagent.analysis.forecast;

/**
 * Exponential smoothing of level and of every season at once, with an autoregressive error:
 *
 * <pre>
 * e(t) = y(t) − (l + Σ s_m[t mod m] + φ·e'(t−1));   l ← l + αe;   s_m ← s_m + γ_m·e
 * e'(t) = y(t) − (l + Σ s_m) before the update;   ŷ(n+h) = l + Σ s_m[(n+h) mod m] + φ^h·e'(n)
 * </pre>
 *
 * <p>Gaps are bridged first. Source: Taylor 2003 and 2010 (double and triple seasonal Holt-Winters,
 * which long were the best for hourly load). Cost: O(n·seasons) a pass, about 100 passes.
 */
public final class SmoothedSeasons extends FittedForecaster {

    private static final int QUESTIONS = 100;

    @Override
    public String name() {
        return "smoothed-seasons";
    }

    @Override
    public int needs(int[] periods) {
        return 10;
    }

    @Override
    Fit fit(Past learned) {
        int[] periods = learned.periods();
        double[] start = new double[2 + periods.length];
        double[] reach = new double[start.length];
        start[0] = 0.05;
        reach[0] = 0.1;
        start[1] = 0.7;
        reach[1] = 0.15;
        for (int season = 0; season < periods.length; season++) {
            start[2 + season] = 0.15;
            reach[2 + season] = 0.1;
        }
        Run begin = Run.begin(learned.values(), periods);
        double[] best =
                Simplex.minimise(at -> cost(begin, learned.values(), at), start, reach, QUESTIONS);
        return (past, horizon) -> {
            Run run = begin.copy();
            run.through(past.values(), best);
            return run.ahead(past.length(), horizon, best);
        };
    }

    private static double cost(Run begin, double[] y, double[] at) {
        for (double parameter : at) if (parameter < 0 || parameter > 1) return Double.NaN;
        return begin.copy().through(y, at);
    }

    private record Run(double[] level, double[] left, double[][] shape, int first) {

        /** Level and shapes from the first cycles. */
        static Run begin(double[] y, int[] periods) {
            int longest =
                    periods.length == 0 ? Math.min(10, y.length) : periods[periods.length - 1];
            int warm = Math.min(y.length, 2 * longest);
            double level = 0;
            for (int t = 0; t < warm; t++) level += y[t] / warm;
            double[][] shape = new double[periods.length][];
            double[] rest = new double[warm];
            for (int t = 0; t < warm; t++) rest[t] = y[t] - level;
            for (int season = 0; season < periods.length; season++) {
                int period = periods[season];
                shape[season] = new double[period];
                int[] count = new int[period];
                for (int t = 0; t < warm; t++) {
                    shape[season][t % period] += rest[t];
                    count[t % period]++;
                }
                for (int phase = 0; phase < period; phase++)
                    shape[season][phase] /= Math.max(1, count[phase]);
                for (int t = 0; t < warm; t++) rest[t] -= shape[season][t % period];
            }
            return new Run(new double[] {level}, new double[1], shape, warm);
        }

        Run copy() {
            double[][] shapes = new double[shape.length][];
            for (int season = 0; season < shape.length; season++)
                shapes[season] = shape[season].clone();
            return new Run(level.clone(), left.clone(), shapes, first);
        }

        /** Sum of squared errors after the first cycles. */
        double through(double[] y, double[] at) {
            int seasons = shape.length;
            int[] phase = new int[seasons];
            double l = level[0];
            double e = left[0];
            double squared = 0;
            for (int t = 0; t < y.length; t++) {
                double expected = l;
                for (int season = 0; season < seasons; season++)
                    expected += shape[season][phase[season]];
                double off = y[t] - expected;
                double error = off - at[1] * e;
                l += at[0] * error;
                for (int season = 0; season < seasons; season++) {
                    shape[season][phase[season]] += at[2 + season] * error;
                    if (++phase[season] == shape[season].length) phase[season] = 0;
                }
                e = off;
                if (t >= first) squared += error * error;
            }
            level[0] = l;
            left[0] = e;
            return squared;
        }

        double[] ahead(int length, int horizon, double[] at) {
            double[] mean = new double[horizon];
            double error = left[0];
            for (int step = 0; step < horizon; step++) {
                error *= at[1];
                mean[step] = level[0] + error;
                for (double[] season : shape) mean[step] += season[(length + step) % season.length];
            }
            return mean;
        }
    }
}
