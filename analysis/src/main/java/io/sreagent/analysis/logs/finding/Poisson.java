package io.sreagent.analysis.logs.finding;

/**
 * Tails of the Poisson distribution. Summed in logarithms term by term from the first one that
 * counts; for a rate over 1,000 by the normal approximation with continuity correction (error under
 * 0.002 there). NaN never arises for a rate from 0 on. Cost: at most a few hundred terms.
 */
final class Poisson {
    private static final double LARGE = 1_000;

    private Poisson() {}

    /** P(X ≥ n) for a rate. */
    static double atLeast(long n, double rate) {
        if (n <= 0) return 1;
        if (rate <= 0) return 0;
        if (rate > LARGE) return normalAbove((n - 0.5 - rate) / Math.sqrt(rate));
        double term = Math.exp(n * Math.log(rate) - rate - logFactorial(n));
        double sum = 0;
        for (long k = n; term > 1e-18 || k < rate; k++) {
            sum += term;
            term *= rate / (k + 1);
        }
        return Math.min(1, sum);
    }

    private static double logFactorial(long n) {
        if (n > 256) { // Stirling's series; error under 1e-10 here
            double x = n + 1.0;
            return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x);
        }
        double sum = 0;
        for (long k = 2; k <= n; k++) sum += Math.log(k);
        return sum;
    }

    /** Upper tail of the standard normal (Abramowitz and Stegun 26.2.17, error under 7.5e-8). */
    private static double normalAbove(double z) {
        if (z < 0) return 1 - normalAbove(-z);
        double t = 1 / (1 + 0.2316419 * z);
        double poly =
                t
                        * (0.319381530
                                + t
                                        * (-0.356563782
                                                + t
                                                        * (1.781477937
                                                                + t
                                                                        * (-1.821255978
                                                                                + t
                                                                                        * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * poly;
    }
}
