package io.sreagent.analysis.stats;

import java.util.Arrays;

/**
 * Generalised Pareto law of what exceeds a high threshold: P(X > x) = (1 + ξx/σ)^(−1/ξ), e^(−x/σ)
 * for ξ = 0. By the theorem of Pickands, Balkema and de Haan every usual distribution has such a
 * tail, which is what lets a few weeks of data speak about once-a-year values.
 *
 * <p>Fit: the quasi-Bayesian estimator of J. Zhang, M. A. Stephens, <i>Technometrics</i> 51 (2009),
 * fast and never failing where maximum likelihood does. The shape is then pulled towards a slightly
 * heavy {@value #PRIOR_SHAPE} as if {@value #PRIOR_WEIGHT} further excesses had shown it, and kept
 * in 0 to 0.5: a bounded tail fitted to a short past would call its first new maximum impossible.
 * Cost: O(n log n + n√n).
 *
 * @param shape ξ
 * @param scale σ &gt; 0, in the unit of the excesses
 */
public record ParetoTail(double shape, double scale) {
    private static final double PRIOR_SHAPE = 0.05;
    private static final double PRIOR_WEIGHT = 20;
    private static final double MAX_SHAPE = 0.5;

    public ParetoTail {
        if (!(scale > 0)) throw new IllegalArgumentException("scale " + scale);
        if (!(shape >= 0 && shape < 1)) throw new IllegalArgumentException("shape " + shape);
    }

    /**
     * @param excesses how far values lay above the threshold; zeros and NaN are left out
     * @param minScale the scale is at least this, which keeps a tail of equal or missing excesses
     *     defined
     */
    public static ParetoTail fit(double[] excesses, double minScale) {
        double[] sorted = Arrays.stream(excesses).filter(x -> x > 0).sorted().toArray();
        int n = sorted.length;
        double mean = Arrays.stream(sorted).average().orElse(0);
        if (n < 5) return new ParetoTail(PRIOR_SHAPE, Math.max(minScale, mean));
        double theta = theta(sorted);
        double minusShape = 0;
        for (double x : sorted) minusShape -= Math.log1p(-theta * x);
        double raw = -minusShape / n;
        double pulled = (n * raw + PRIOR_WEIGHT * PRIOR_SHAPE) / (n + PRIOR_WEIGHT);
        double shape = Math.clamp(pulled, 0, MAX_SHAPE);
        // The mean of the law is σ/(1 − ξ): after the pull the scale keeps the observed mean.
        return new ParetoTail(shape, Math.max(minScale, mean * (1 - shape)));
    }

    /** Posterior mean of θ = −ξ/σ over the grid of the paper. */
    private static double theta(double[] sorted) {
        int n = sorted.length;
        int m = 20 + (int) Math.sqrt(n);
        double quartile = sorted[Math.max(0, (int) (n / 4.0 + 0.5) - 1)];
        double[] theta = new double[m];
        double[] likelihood = new double[m];
        for (int j = 0; j < m; j++) {
            theta[j] = 1 / sorted[n - 1] + (1 - Math.sqrt(m / (j + 0.5))) / (3 * quartile);
            double k = 0;
            for (double x : sorted) k -= Math.log1p(-theta[j] * x);
            k /= n;
            likelihood[j] = n * (Math.log(theta[j] / k) + k - 1);
        }
        double sum = 0;
        for (int j = 0; j < m; j++) {
            double inverse = 0;
            for (int i = 0; i < m; i++) inverse += Math.exp(likelihood[i] - likelihood[j]);
            double weight = 1 / inverse;
            if (Double.isFinite(weight)) sum += theta[j] * weight;
        }
        return sum;
    }

    /** Probability that an excess is larger than this one. */
    public double beyond(double excess) {
        if (excess <= 0) return 1;
        return shape < 1e-9
                ? Math.exp(-excess / scale)
                : Math.pow(1 + shape * excess / scale, -1 / shape);
    }

    /** The excess that is exceeded with this probability. */
    public double excessAt(double probability) {
        return shape < 1e-9
                ? -scale * Math.log(probability)
                : scale / shape * (Math.pow(probability, -shape) - 1);
    }
}
