package io.sreagent.analysis.stats;

/**
 * Tail and quantile of the standard normal law.
 *
 * <p>Tail: Q(z) = erfc(z/√2)/2 with the Chebyshev fit of W. Press et al., <i>Numerical Recipes</i>,
 * 3rd ed., 6.2.2, relative error below 1.2e-7 anywhere, so that Q(30) is still meaningful.
 * Quantile: P. J. Acklam's rational form with one Halley step. NaN gives NaN. Cost: some 20
 * multiplications.
 */
public final class Normal {
    private static final double[] ERFC = {
        -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806,
        0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277
    };
    private static final double[] A = {
        -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
        1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00
    };
    private static final double[] B = {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01,
        1
    };
    private static final double[] C = {
        -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
        -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00
    };
    private static final double[] D = {
        7.784695709041462e-03,
        3.224671290700398e-01,
        2.445134137142996e+00,
        3.754408661907416e+00,
        1
    };

    private Normal() {}

    /** Probability that a standard normal value is at least {@code z}. */
    public static double tail(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.5 * x);
        double polynomial = 0;
        for (int i = ERFC.length - 1; i >= 0; i--) polynomial = polynomial * t + ERFC[i];
        double half = 0.5 * t * Math.exp(-x * x + polynomial);
        return z >= 0 ? half : 1 - half;
    }

    /** The z below which a standard normal value lies with this probability; ±∞ at 1 and 0. */
    public static double quantile(double p) {
        if (!(p >= 0 && p <= 1)) throw new IllegalArgumentException("probability " + p);
        if (p == 0 || p == 1) return p == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        if (p > 0.5) return -quantile(1 - p);
        double z;
        if (p < 0.02425) {
            double q = Math.sqrt(-2 * Math.log(p));
            z = horner(C, q) / horner(D, q);
        } else {
            double q = p - 0.5;
            double r = q * q;
            z = horner(A, r) * q / horner(B, r);
        }
        double error = tail(-z) - p;
        double step = error * Math.sqrt(2 * Math.PI) * Math.exp(z * z / 2);
        return z - step / (1 + z * step / 2);
    }

    private static double horner(double[] coefficients, double x) {
        double sum = 0;
        for (double coefficient : coefficients) sum = sum * x + coefficient;
        return sum;
    }
}
