package io.sreagent.analysis.season;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A series as the sum of one season, a trend and a remainder: {@code y = S + T + R}.
 *
 * <p>Inner pass: the values of each phase, less the trend, are smoothed over cycles ({@link
 * LocalLine}); what is slow in the result (moving averages of p, p and 3, then a local line) is
 * taken out again, which leaves S; y − S is smoothed to T. Outer pass: points with a large
 * remainder r get the weight (1 − (r/6m)²)², m the median of |r|, and the inner passes run again.
 *
 * <p>Gaps (NaN, infinities) are bridged by straight lines first, at the ends by the nearest value,
 * and come back as a remainder of NaN. Fewer than two periods of values are an
 * IllegalArgumentException. Gives what {@code stl} of R gives for the same settings, but for
 * rounding. Source: R. Cleveland, W. Cleveland, J. McRae, I. Terpenning, Journal of Official
 * Statistics 6 (1990). Cost: O(n) a pass for the seasons of machines, as every tenth of a window is
 * computed: 10,080 values of period 1,440 take a few milliseconds.
 *
 * @param seasonal the season, one value a sample
 * @param trend what moves slowly
 * @param remainder what is left; NaN for a gap
 */
public record Stl(double[] seasonal, double[] trend, double[] remainder) {
    private static final int LARGE = 6;

    /**
     * How smooth the parts are. Windows are odd numbers of points.
     *
     * @param period samples in a season, at least 2
     * @param seasonalWindow cycles that a phase is smoothed over; 0 for a season that never changes
     * @param trendWindow samples that the trend is smoothed over
     * @param inner passes over season and trend
     * @param outer passes that weigh odd points down; 0 trusts all alike
     */
    public record Settings(int period, int seasonalWindow, int trendWindow, int inner, int outer) {
        public Settings {
            if (period < 2) throw new IllegalArgumentException("period " + period);
            if (seasonalWindow != 0 && (seasonalWindow < 3 || seasonalWindow % 2 == 0))
                throw new IllegalArgumentException("seasonal window " + seasonalWindow);
            if (trendWindow < 3 || trendWindow % 2 == 0)
                throw new IllegalArgumentException("trend window " + trendWindow);
            if (inner < 1 || outer < 0)
                throw new IllegalArgumentException(inner + " inner, " + outer + " outer passes");
        }

        /** A trend over about one and a half cycles, two passes, all points trusted. */
        public static Settings of(int period, int seasonalWindow) {
            double share = seasonalWindow == 0 ? 1 : 1 - 1.5 / seasonalWindow;
            return new Settings(
                    period, seasonalWindow, odd((int) Math.ceil(1.5 * period / share)), 2, 0);
        }

        /** The same with one inner and fifteen outer passes: outages are kept out of the season. */
        public Settings robust() {
            return new Settings(period, seasonalWindow, trendWindow, 1, 15);
        }
    }

    /** Takes a series apart. */
    public static Stl of(double[] values, Settings settings) {
        int n = values.length;
        if (n < 2 * settings.period)
            throw new IllegalArgumentException(
                    n + " values are fewer than two periods of " + settings.period);
        double[] y = bridged(values);
        double[] seasonal = new double[n];
        double[] trend = new double[n];
        Passes passes = new Passes(y, settings);
        double[] trust = null;
        for (int outer = 0; ; outer++) {
            passes.run(trust, seasonal, trend);
            if (outer == settings.outer) break;
            trust = trust(y, seasonal, trend);
        }
        if (settings.seasonalWindow == 0) averageByPhase(seasonal, settings.period);
        double[] remainder = new double[n];
        for (int i = 0; i < n; i++)
            remainder[i] = Double.isFinite(values[i]) ? y[i] - seasonal[i] - trend[i] : Double.NaN;
        return new Stl(seasonal, trend, remainder);
    }

    private static double[] trust(double[] y, double[] seasonal, double[] trend) {
        int n = y.length;
        double[] size = new double[n];
        for (int i = 0; i < n; i++) size[i] = Math.abs(y[i] - seasonal[i] - trend[i]);
        double[] sorted = size.clone();
        Arrays.sort(sorted);
        double edge = LARGE * 0.5 * (sorted[n / 2] + sorted[n - n / 2 - 1]);
        double[] trust = new double[n];
        for (int i = 0; i < n; i++) {
            if (size[i] <= 0.001 * edge) trust[i] = 1;
            else if (size[i] <= 0.999 * edge) {
                double share = size[i] / edge;
                trust[i] = (1 - share * share) * (1 - share * share);
            }
        }
        return trust;
    }

    private static void averageByPhase(double[] seasonal, int period) {
        for (int phase = 0; phase < period; phase++) {
            double sum = 0;
            int count = 0;
            for (int i = phase; i < seasonal.length; i += period, count++) sum += seasonal[i];
            for (int i = phase; i < seasonal.length; i += period) seasonal[i] = sum / count;
        }
    }

    /** Gaps joined by straight lines; the ends hold the nearest value, nothing at all is 0. */
    static double[] bridged(double[] values) {
        double[] y = values.clone();
        int before = -1;
        for (int i = 0; i < y.length; i++) {
            if (!Double.isFinite(y[i])) continue;
            for (int j = before + 1; j < i; j++)
                y[j] =
                        before < 0
                                ? y[i]
                                : y[before] + (y[i] - y[before]) * (j - before) / (i - before);
            before = i;
        }
        Arrays.fill(y, before + 1, y.length, before < 0 ? 0 : y[before]);
        return y;
    }

    private static int odd(int window) {
        return window % 2 == 0 ? window + 1 : window;
    }

    /** Inner passes over one series, with their room for work. */
    private static final class Passes {
        private final double[] y;
        private final Settings settings;
        private final LocalLine season;
        private final LocalLine low;
        private final LocalLine slow;
        private final double[] cycle;
        private final double[] rest;
        private final double[] average;

        Passes(double[] y, Settings settings) {
            this.y = y;
            this.settings = settings;
            int n = y.length;
            int cycles = settings.seasonalWindow == 0 ? 10 * n + 1 : settings.seasonalWindow;
            int lowWindow = odd(settings.period);
            season = line(cycles, 0);
            low = line(lowWindow, 1);
            slow = line(settings.trendWindow, 1);
            cycle = new double[n + 2 * settings.period];
            rest = new double[n + 2 * settings.period];
            average = new double[n + 2 * settings.period];
        }

        private static LocalLine line(int window, int degree) {
            return new LocalLine(window, degree, (window + 9) / 10);
        }

        void run(double @Nullable [] trust, double[] seasonal, double[] trend) {
            int n = y.length;
            int period = settings.period;
            for (int pass = 0; pass < settings.inner; pass++) {
                for (int i = 0; i < n; i++) rest[i] = y[i] - trend[i];
                phases(trust);
                int length = mean(cycle, n + 2 * period, period, rest);
                length = mean(rest, length, period, average);
                length = mean(average, length, 3, rest);
                low.smooth(rest, length, null, average, 0);
                for (int i = 0; i < n; i++) {
                    seasonal[i] = cycle[period + i] - average[i];
                    rest[i] = y[i] - seasonal[i];
                }
                slow.smooth(rest, n, trust, trend, 0);
            }
        }

        /** Each phase over its cycles, continued by one cycle at both ends. */
        private void phases(double @Nullable [] trust) {
            int n = y.length;
            int period = settings.period;
            int most = (n - 1) / period + 1;
            double[] phase = new double[most];
            double[] own = new double[most];
            double[] smooth = new double[most + 2];
            for (int from = 0; from < period; from++) {
                int k = (n - 1 - from) / period + 1;
                for (int i = 0; i < k; i++) {
                    phase[i] = rest[from + i * period];
                    if (trust != null) own[i] = trust[from + i * period];
                }
                double[] weights = trust == null ? null : own;
                season.smooth(phase, k, weights, smooth, 1);
                int left = Math.max(0, k - season.window());
                smooth[0] = season.value(phase, k, -1, 0, weights, smooth[1]);
                smooth[k + 1] = season.value(phase, k, k, left, weights, smooth[k]);
                for (int i = 0; i < k + 2; i++) cycle[from + i * period] = smooth[i];
            }
        }

        private static int mean(double[] x, int n, int window, double[] into) {
            double sum = 0;
            for (int i = 0; i < window; i++) sum += x[i];
            into[0] = sum / window;
            int length = n - window + 1;
            for (int i = 1; i < length; i++) {
                sum += x[i + window - 1] - x[i - 1];
                into[i] = sum / window;
            }
            return length;
        }
    }
}
