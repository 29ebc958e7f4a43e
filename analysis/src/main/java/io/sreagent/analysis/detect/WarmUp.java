package io.sreagent.analysis.detect;

import io.sreagent.analysis.baseline.Learning;
import io.sreagent.analysis.fact.Series;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Lets an ensemble live through the past, so that its scores are calibrated before the first live
 * sample.
 *
 * <p>A history on the live step is replayed as it was. A coarser one knows the slow errors of the
 * baseline but not how noise follows noise from one live sample to the next, and four live samples
 * are not four coarse ones. So between two coarse residuals it puts synthetic ones: z ← ρz +
 * √(1−ρ²)·d, with d drawn from the coarse residuals within {@value #NEAR} around and ρ the
 * correlation of neighbours on the live step ({@value #UNKNOWN_RHO} while unknown). Draws are
 * seeded: the same past gives the same ensemble.
 */
final class WarmUp {
    private static final double UNKNOWN_RHO = 0.3;
    private static final int MAX_BETWEEN = 10;
    private static final int NEAR = 6;

    private WarmUp() {}

    /**
     * @param rho correlation of neighbouring residuals on the live step; NaN when unknown
     */
    static Ensemble of(Series history, Learning learning, Duration liveStep, double rho) {
        Ensemble ensemble = new Ensemble(Ensemble.STANDARD, new Grid(history.start(), liveStep, 0));
        double[] z = learning.sigmas();
        double[] values = history.values();
        int between =
                (int)
                        Math.clamp(
                                Math.round(
                                        history.step().toMillis() / (double) liveStep.toMillis()),
                                1,
                                MAX_BETWEEN);
        double keep = Double.isNaN(rho) ? UNKNOWN_RHO : Math.clamp(rho, 0, 0.98);
        double fresh = Math.sqrt(1 - keep * keep);
        SplittableRandom random = new SplittableRandom(history.length());
        double synthetic = 0;
        for (int i = 0; i < z.length; i++) {
            boolean leftOut = Double.isNaN(z[i]) && Double.isFinite(values[i]);
            if (leftOut) continue;
            ensemble.live(values[i], z[i]);
            ensemble.keep();
            for (int j = 1; j < between; j++) {
                int near = Math.clamp(i - NEAR + random.nextInt(2 * NEAR + 1), 0, z.length - 1);
                double draw = Double.isNaN(z[near]) ? z[i] : z[near];
                if (Double.isNaN(draw)) continue;
                synthetic = keep * synthetic + fresh * draw;
                ensemble.rehearse(synthetic);
            }
        }
        ensemble.settle();
        return ensemble;
    }

    /** Correlation of neighbours, by the sign of their product so that no outlier decides. */
    static double rho(double[] residuals) {
        int same = 0;
        int n = 0;
        for (int i = 1; i < residuals.length; i++) {
            double product = residuals[i] * residuals[i - 1];
            if (Double.isNaN(product) || product == 0) continue;
            if (product > 0) same++;
            n++;
        }
        if (n < 30) return Double.NaN;
        // For normal pairs P(same sign) = ½ + arcsin(ρ)/π.
        return Math.sin(Math.PI * (same / (double) n - 0.5));
    }
}
