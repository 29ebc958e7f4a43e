package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Arrays;
import java.util.Set;

/**
 * Flags the moment at which a series starts to follow another law: Bayesian online change-point
 * detection.
 *
 * <p>Input: residual in robust standard deviations, cut at ±20. For each possible run length r
 * since the last change, a normal-gamma model (μ₀ = 0, κ₀ = 0.1, α₀ = 1, β₀ = 1) predicts the value
 * by Student's t; with hazard 1/{@value #HAZARD} the posterior over r follows by Bayes' rule, kept
 * for the last {@value #LONGEST} lengths. Score: −log₁₀ of the probability that the run is longer
 * than {@value #YOUNG} values, at most 30; 0 for the first 50. A gap has no opinion. Source: R.
 * Adams, D. MacKay, 2007. Cost: O({@value #LONGEST}).
 */
public final class BayesianChangePoint implements Detector {
    private static final int LONGEST = 200;
    private static final double HAZARD = 250;
    private static final int YOUNG = 10;

    @Override
    public String name() {
        return "change-point";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.LEVEL_SHIFT, AnomalyKind.VARIANCE);
    }

    @Override
    public Run start(Grid grid) {
        return new Posterior();
    }

    private static final class Posterior implements Run {
        private final double[] weight = new double[LONGEST + 1];
        private final double[] mu = new double[LONGEST + 1];
        private final double[] beta = new double[LONGEST + 1];
        private int n;

        Posterior() {
            weight[0] = 1;
            beta[0] = 1;
        }

        @Override
        public double next(double z) {
            if (!Double.isFinite(z)) return Double.NaN;
            double x = Math.clamp(z, -20, 20);
            int top = Math.min(n, LONGEST);
            double sum = 0;
            double changed = 0;
            for (int r = top; r >= 0; r--) {
                double p = weight[r] * predictive(x, r);
                changed += p / HAZARD;
                double grown = p * (1 - 1 / HAZARD);
                int next = Math.min(r + 1, LONGEST);
                if (next == r) {
                    weight[r] = grown;
                } else if (next == LONGEST && r == LONGEST - 1 && top == LONGEST) {
                    weight[next] += grown; // the longest stand for all longer ones
                    continue;
                } else {
                    weight[next] = grown;
                }
                double kappa = 0.1 + r;
                beta[next] = beta[r] + kappa * (x - mu[r]) * (x - mu[r]) / (2 * (kappa + 1));
                if (next == r) beta[next] *= (LONGEST - 1.0) / LONGEST;
                mu[next] = (kappa * mu[r] + x) / (kappa + 1);
            }
            weight[0] = changed;
            mu[0] = 0;
            beta[0] = 1;
            top = Math.min(++n, LONGEST);
            for (int r = 0; r <= top; r++) sum += weight[r];
            if (!(sum > 0)) {
                Arrays.fill(weight, 0);
                weight[0] = 1;
                n = 0;
                return 0;
            }
            double old = 0;
            for (int r = 0; r <= top; r++) {
                weight[r] /= sum;
                if (r > YOUNG) old += weight[r];
            }
            return n < 50 ? 0 : Math.clamp(-Math.log10(Math.max(old, 1e-30)), 0, 30);
        }

        /**
         * Student's t with 2α degrees of freedom; ratios of gamma functions by Stirling's first
         * terms.
         */
        private double predictive(double x, int r) {
            double kappa = 0.1 + r;
            double alpha = 1 + r / 2.0;
            double scale2 = beta[r] * (kappa + 1) / (alpha * kappa);
            double nu = 2 * alpha;
            double t2 = (x - mu[r]) * (x - mu[r]) / scale2;
            double norm = Math.sqrt(1 - 1 / (2 * nu + 1)) / Math.sqrt(2 * Math.PI * scale2);
            return norm * Math.pow(1 + t2 / nu, -(nu + 1) / 2);
        }
    }
}
