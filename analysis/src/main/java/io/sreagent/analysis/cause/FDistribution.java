package io.sreagent.analysis.cause;

/**
 * Upper tail of Fisher's F distribution: {@code P(F > f) = I(d₂ / (d₂ + d₁ f); d₂/2, d₁/2)} with
 * the regularised incomplete beta function by Lentz's continued fraction (Press and others,
 * "Numerical Recipes", 6.4). NaN in, NaN out.
 */
final class FDistribution {
    private static final double[] LANCZOS = {
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private FDistribution() {}

    static double upperTail(double f, double d1, double d2) {
        if (Double.isNaN(f) || d2 <= 0) return Double.NaN;
        if (f <= 0) return 1;
        return beta(d2 / (d2 + d1 * f), d2 / 2, d1 / 2);
    }

    private static double beta(double x, double a, double b) {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        double front =
                Math.exp(
                        logGamma(a + b)
                                - logGamma(a)
                                - logGamma(b)
                                + a * Math.log(x)
                                + b * Math.log1p(-x));
        // The fraction converges fast on this side only; the other follows by symmetry.
        return x < (a + 1) / (a + b + 2)
                ? front * fraction(x, a, b) / a
                : 1 - front * fraction(1 - x, b, a) / b;
    }

    private static double fraction(double x, double a, double b) {
        double tiny = 1e-300;
        double c = 1;
        double d = 1 / atLeast(1 - (a + b) * x / (a + 1), tiny);
        double h = d;
        for (int m = 1; m <= 500; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / atLeast(1 + even * d, tiny);
            c = atLeast(1 + even / c, tiny);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / atLeast(1 + odd * d, tiny);
            c = atLeast(1 + odd / c, tiny);
            double step = d * c;
            h *= step;
            if (Math.abs(step - 1) < 1e-15) break;
        }
        return h;
    }

    private static double atLeast(double value, double tiny) {
        return Math.abs(value) < tiny ? tiny : value;
    }

    /** Lanczos' approximation, good to about 1e-14 for positive arguments. */
    static double logGamma(double x) {
        if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        double shifted = x - 1;
        double sum = 0.99999999999980993;
        for (int i = 0; i < LANCZOS.length; i++) sum += LANCZOS[i] / (shifted + i + 1);
        double t = shifted + LANCZOS.length - 0.5;
        return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
