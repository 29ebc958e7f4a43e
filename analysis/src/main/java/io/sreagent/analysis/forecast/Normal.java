package io.sreagent.analysis.forecast;

/** The normal distribution and Student's t beside it. NaN in, NaN out. */
final class Normal {

    private static final double[] ERF = { // highest power first
        1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592
    };

    private Normal() {}

    /** P(Z ≤ z), absolute error below 1.5e−7 (Abramowitz and Stegun 7.1.26). */
    static double cdf(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double polynomial = 0;
        for (double coefficient : ERF) polynomial = t * (coefficient + polynomial);
        double upper = 0.5 * polynomial * Math.exp(-x * x);
        return z >= 0 ? 1 - upper : upper;
    }

    /** z with {@code P(Z ≤ z) = p}, by bisection on {@link #cdf}; p in 0–1, both exclusive. */
    static double quantile(double p) {
        double low = -9;
        double high = 9;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (cdf(middle) < p) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    /**
     * The same for Student's t by Fisher's expansion around the normal (Abramowitz and Stegun
     * 26.7.5); within 2 % from 4 degrees of freedom up.
     */
    static double studentQuantile(double p, double freedom) {
        double z = quantile(p);
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        double first = (z3 + z) / 4;
        double second = (5 * z5 + 16 * z3 + 3 * z) / 96;
        double third = (3 * z5 * z * z + 19 * z5 + 17 * z3 - 15 * z) / 384;
        return z
                + first / freedom
                + second / (freedom * freedom)
                + third / (freedom * freedom * freedom);
    }
}
