package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Window;
import java.util.Set;

/**
 * Flags values far from the middle of the recent past, by one of three classical yardsticks.
 *
 * <p>Input: the value itself; window: the last {@value #PERIODS} periods, at least 500 and at most
 * 5,000 values, the value itself not among them; no score before 30 values. {@code three-sigma}: |x
 * − mean| / standard deviation, so 3 is the 3-sigma rule and the score is the z-score (F. Grubbs,
 * 1950). {@code mad}: |x − median| / MAD in standard deviations (B. Iglewicz, D. Hoaglin, 1993).
 * {@code iqr}: distance beyond the nearer quartile in interquartile ranges, so 1.5 is Tukey's fence
 * (J. Tukey, 1977). A gap has no opinion; with a scale of 0 the score is 0. Cost: O(w) to move the
 * window.
 */
public final class WindowScore implements Detector {
    /** The yardstick. */
    public enum By {
        THREE_SIGMA,
        MAD,
        IQR
    }

    private static final int PERIODS = 14;

    private final By by;

    public WindowScore(By by) {
        this.by = by;
    }

    @Override
    public String name() {
        return switch (by) {
            case THREE_SIGMA -> "three-sigma";
            case MAD -> "mad";
            case IQR -> "iqr";
        };
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT);
    }

    @Override
    public Run start(Grid grid) {
        int length = Math.clamp((long) PERIODS * grid.period(), 500, 5000);
        return by == By.THREE_SIGMA ? new Moments(length) : new Quantiles(length, by == By.MAD);
    }

    private static final class Quantiles implements Run {
        private final Window window;
        private final boolean mad;

        Quantiles(int length, boolean mad) {
            window = new Window(length);
            this.mad = mad;
        }

        @Override
        public double next(double value) {
            if (!Double.isFinite(value)) return Double.NaN;
            double score = 0;
            if (window.size() >= 30 && mad) {
                score = Surprise.of(value - window.median(), window.mad(), false);
            } else if (window.size() >= 30) {
                double low = window.quantile(0.25);
                double high = window.quantile(0.75);
                double beyond = Math.max(0, Math.max(value - high, low - value));
                score = Surprise.of(beyond, high - low, false);
            }
            window.add(value);
            return score;
        }
    }

    /**
     * Mean and deviation with sums around the first value, so that a large level costs no digits.
     */
    private static final class Moments implements Run {
        private final double[] ring;
        private double origin = Double.NaN;
        private double sum;
        private double squares;
        private int n;

        Moments(int length) {
            ring = new double[length];
        }

        @Override
        public double next(double value) {
            if (!Double.isFinite(value)) return Double.NaN;
            if (Double.isNaN(origin)) origin = value;
            double x = Math.clamp(value - origin, -1e150, 1e150);
            int size = Math.min(n, ring.length);
            double mean = size == 0 ? 0 : sum / size;
            double variance = size == 0 ? 0 : Math.max(0, squares / size - mean * mean);
            boolean rounding = variance <= 1e-12 * squares / Math.max(1, size);
            double score =
                    size < 30 || rounding ? 0 : Surprise.of(x - mean, Math.sqrt(variance), false);
            int place = n++ % ring.length;
            if (size == ring.length) {
                sum -= ring[place];
                squares -= ring[place] * ring[place];
            }
            ring[place] = x;
            sum += x;
            squares += x * x;
            if (place == ring.length - 1) recount();
            return score;
        }

        private void recount() {
            sum = 0;
            squares = 0;
            for (double x : ring) {
                sum += x;
                squares += x * x;
            }
        }
    }
}
