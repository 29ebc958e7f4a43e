package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Window;
import java.util.Set;

/**
 * Flags values that an autoregression of the differences did not foresee: ARIMA(p, 1, 0) with p =
 * {@value #ORDER}, and the difference one period ago as a further term where there is a period.
 *
 * <p>Input: the value itself. Coefficients follow by recursive least squares with forgetting 0.999;
 * innovations are cut at five scales before they teach. Score |error| over the MAD of the last
 * 2,000 errors; 0 for the first 100. A gap has no opinion and restarts the lags. Source: G. Box, G.
 * Jenkins, 1970; L. Ljung, <i>System Identification</i>, 1999, 11.2. Cost: O(p²).
 */
public final class ArResidual implements Detector {
    private static final int ORDER = 6;
    private static final double FORGETTING = 0.999;

    @Override
    public String name() {
        return "arima-residual";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT, AnomalyKind.PERIODIC);
    }

    @Override
    public Run start(Grid grid) {
        return new Recursive(grid.period());
    }

    private static final class Recursive implements Run {
        private static final int TERMS = ORDER + 1;

        private final int period;
        private final double[] steps; // ring of differences
        private final double[] theta = new double[TERMS];
        private final double[][] covariance = new double[TERMS][TERMS];
        private final Window errors = new Window(2000);
        private double before = Double.NaN;
        private double
                unit; // mean size of a difference: the regression works on differences over it
        private int n;
        private int since;

        Recursive(int period) {
            this.period = period;
            steps = new double[Math.max(ORDER, period) + 1];
            for (int i = 0; i < TERMS; i++) covariance[i][i] = 10;
        }

        @Override
        public double next(double value) {
            if (!Double.isFinite(value)) {
                before = Double.NaN;
                return Double.NaN;
            }
            double step = Double.isNaN(before) ? 0 : Math.clamp(value - before, -1e150, 1e150);
            before = value;
            unit += (Math.abs(step) - unit) / Math.min(n + 1.0, 2000);
            double scaled = unit > 0 ? Math.clamp(step / unit, -1e6, 1e6) : 0;
            double[] x = new double[TERMS];
            for (int i = 0; i < ORDER; i++)
                x[i] = i < since ? steps[Math.floorMod(n - 1 - i, steps.length)] : 0;
            if (period > ORDER && since >= period)
                x[ORDER] = steps[Math.floorMod(n - period, steps.length)];
            double foreseen = 0;
            for (int i = 0; i < TERMS; i++) foreseen += theta[i] * x[i];
            double error = scaled - foreseen;
            double scale = errors.size() < 30 ? 0 : errors.mad();
            double score = Surprise.of(error, scale, n < 100);
            if (scale > 0) error = Math.clamp(error, -5 * scale, 5 * scale);
            learn(x, error);
            errors.add(error);
            steps[n % steps.length] = Math.clamp(scaled, -20, 20);
            n++;
            since++;
            return score;
        }

        private void learn(double[] x, double error) {
            double[] gain = new double[TERMS];
            double denominator = FORGETTING;
            for (int i = 0; i < TERMS; i++) {
                for (int j = 0; j < TERMS; j++) gain[i] += covariance[i][j] * x[j];
            }
            for (int i = 0; i < TERMS; i++) denominator += x[i] * gain[i];
            double trace = 0;
            for (int i = 0; i < TERMS; i++) {
                theta[i] += gain[i] / denominator * error;
                for (int j = 0; j < TERMS; j++)
                    covariance[i][j] =
                            (covariance[i][j] - gain[i] * gain[j] / denominator) / FORGETTING;
                trace += covariance[i][i];
            }
            if (trace < 1e4 && trace > 0) return;
            // Without excitation forgetting winds the covariance up; start it again.
            for (int i = 0; i < TERMS; i++)
                for (int j = 0; j < TERMS; j++) covariance[i][j] = i == j ? 10 : 0;
        }
    }
}
