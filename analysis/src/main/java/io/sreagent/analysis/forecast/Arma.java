package io.sreagent.analysis.forecast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Autoregressive moving average with freely chosen lags: {@code y(t) = c + Σ a_i·y(t−i) + Σ
 * b_j·e(t−j) + e(t)}.
 *
 * <p>Estimated by Hannan and Rissanen 1982: a long autoregression gives stand-ins for the errors e,
 * then both sums are one least-squares problem. Cost: O(n·k²), no search.
 *
 * @param arLags i of each {@code ar}
 * @param maLags j of each {@code ma}
 */
record Arma(double constant, int[] arLags, double[] ar, int[] maLags, double[] ma) {

    /** Residuals of a long autoregression, zero where it has no past yet. */
    static double[] innovations(double[] y) {
        int order = Math.clamp((int) (10 * Math.log10(y.length)), 1, Math.max(1, y.length / 4));
        Arma longOne = estimate(y, y, consecutive(order), new int[0]);
        return longOne == null ? y.clone() : longOne.errors(y);
    }

    /**
     * @param innovations as by {@link #innovations}
     * @return null when the values are too few or the result would explode
     */
    static @Nullable Arma of(double[] y, double[] innovations, int[] arLags, int[] maLags) {
        Arma arma = estimate(y, innovations, arLags, maLags);
        return arma == null || !arma.stable() ? null : arma;
    }

    private static @Nullable Arma estimate(double[] y, double[] e, int[] arLags, int[] maLags) {
        int p = arLags.length;
        int q = maLags.length;
        int first = Math.max(longest(arLags), longest(maLags));
        if (q > 0) first = Math.min(y.length, first + (int) (10 * Math.log10(y.length)));
        if (y.length - first < 2 * (p + q + 1)) return null;
        Ridge ridge = new Ridge(p + q + 1);
        double[] row = new double[p + q + 1];
        for (int t = first; t < y.length; t++) {
            for (int i = 0; i < p; i++) row[i] = y[t - arLags[i]];
            for (int j = 0; j < q; j++) row[p + j] = e[t - maLags[j]];
            row[p + q] = 1;
            ridge.add(row, y[t], 1);
        }
        double[] found = ridge.solve(1e-6);
        return new Arma(
                found[p + q],
                arLags,
                Arrays.copyOf(found, p),
                maLags,
                Arrays.copyOfRange(found, p, p + q));
    }

    /** One-step errors; zero while the past is too short. */
    double[] errors(double[] y) {
        double[] e = new double[y.length];
        int first = Math.max(longest(arLags), longest(maLags));
        for (int t = first; t < y.length; t++) e[t] = y[t] - told(y, e, t);
        return e;
    }

    private double told(double[] y, double[] e, int t) {
        double told = constant;
        for (int i = 0; i < ar.length; i++) told += ar[i] * y[t - arLags[i]];
        for (int j = 0; j < ma.length; j++) told += ma[j] * e[t - maLags[j]];
        return told;
    }

    double[] ahead(double[] y, int horizon) {
        double[] longer = Arrays.copyOf(y, y.length + horizon);
        double[] e = Arrays.copyOf(errors(y), longer.length);
        for (int t = y.length; t < longer.length; t++) longer[t] = told(longer, e, t);
        return Arrays.copyOfRange(longer, y.length, longer.length);
    }

    /** Whether both a shock and an error of estimation die out. */
    private boolean stable() {
        return diesOut(arLags, ar) && diesOut(maLags, Arrays.stream(ma).map(b -> -b).toArray());
    }

    /** By following one shock: {@code x(t) = Σ c_i·x(t−lag_i)} from {@code x(0) = 1}. */
    private static boolean diesOut(int[] lags, double[] coefficients) {
        if (lags.length == 0) return true;
        int longest = longest(lags);
        int steps = 40 * longest + 200;
        double[] x = new double[steps];
        double late = 0;
        x[0] = 1;
        for (int t = 1; t < steps; t++) {
            for (int i = 0; i < lags.length; i++)
                if (t >= lags[i]) x[t] += coefficients[i] * x[t - lags[i]];
            if (!(Math.abs(x[t]) < 1e6)) return false;
            if (t >= steps - longest) late = Math.max(late, Math.abs(x[t]));
        }
        return late < 0.9;
    }

    /** Akaike's criterion corrected for few values, from errors after {@code skip}. */
    double aicc(double[] y, int skip) {
        double squared = 0;
        double[] e = errors(y);
        for (int t = skip; t < e.length; t++) squared += e[t] * e[t];
        double n = y.length - skip;
        double k = ar.length + ma.length + 2;
        return n * Math.log(Math.max(squared / n, 1e-300)) + 2 * k + 2 * k * (k + 1) / (n - k - 1);
    }

    static int[] consecutive(int order) {
        int[] lags = new int[order];
        for (int i = 0; i < order; i++) lags[i] = i + 1;
        return lags;
    }

    private static int longest(int[] lags) {
        return Arrays.stream(lags).max().orElse(0);
    }
}
