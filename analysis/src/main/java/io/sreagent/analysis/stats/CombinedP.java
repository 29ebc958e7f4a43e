package io.sreagent.analysis.stats;

/**
 * One p-value out of several that depend on each other in an unknown way. NaN entries have no
 * opinion and are left out; with none left the answer is 1. Cost: O(n).
 */
public final class CombinedP {
    /** Above this a p-value only says "nothing seen"; at 1 the Cauchy transform would be −∞. */
    private static final double UNSURPRISING = 0.95;

    private CombinedP() {}

    /**
     * Cauchy combination: T = mean of tan((½ − pᵢ)π), p = ½ − arctan(T)/π. The tail of a mean of
     * Cauchy variables does not notice their dependence, so the level holds for small p whatever
     * the correlation of the detectors. Source: Y. Liu, J. Xie, <i>JASA</i> 115 (2020).
     */
    public static double cauchy(double... p) {
        double sum = 0;
        int n = 0;
        for (double each : p) {
            if (Double.isNaN(each)) continue;
            double kept = Math.min(each, UNSURPRISING);
            // tan(π/2 − x) = 1/x for the small p where the subtraction would lose all digits.
            sum += kept < 1e-8 ? 1 / (Math.PI * kept) : Math.tan((0.5 - kept) * Math.PI);
            n++;
        }
        if (n == 0) return 1;
        double t = sum / n;
        double combined = t > 1e8 ? 1 / (Math.PI * t) : 0.5 - Math.atan(t) / Math.PI;
        return Math.clamp(combined, Double.MIN_NORMAL, 1);
    }

    /**
     * Harmonic mean p-value n / Σ 1/pᵢ, times e·ln n to hold under any dependence. Source: D. J.
     * Wilson, <i>PNAS</i> 116 (2019); V. Vovk, R. Wang, <i>Biometrika</i> 107 (2020).
     */
    public static double harmonic(double... p) {
        double sum = 0;
        int n = 0;
        for (double each : p) {
            if (Double.isNaN(each)) continue;
            sum += 1 / Math.max(each, Double.MIN_NORMAL);
            n++;
        }
        if (n == 0) return 1;
        double factor = n == 1 ? 1 : Math.E * Math.log(Math.max(n, 3));
        return Math.clamp(factor * n / sum, Double.MIN_NORMAL, 1);
    }
}
