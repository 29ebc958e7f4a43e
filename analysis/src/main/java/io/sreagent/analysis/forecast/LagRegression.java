package io.sreagent.analysis.forecast;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Regression of the value h steps ahead on recent values and on values whole seasons before it
 * ({@link Lags}), with coefficients of its own for each group of neighbouring steps. Direct: no
 * step is fed with forecasts of others, so errors do not pile up.
 *
 * <p>The coefficients minimise Huber's loss with a small ridge penalty: a past outage weighs in
 * proportion to its size, not to its square, on the coefficients (Huber 1964; by reweighting,
 * threshold the median absolute residual, {@value #REWEIGHTED} times). What it says is held within
 * one range of the history above and below it.
 *
 * <p>Gaps are bridged first. Sources: direct multi-step regression, Ben Taieb and Hyndman 2014;
 * linear models on a recent window hold their own against networks, Zeng et al. 2023. Cost: groups
 * × {@value #MOST_ROWS} rows × features², whatever the length.
 */
public final class LagRegression extends FittedForecaster {

    private static final int MOST_ROWS = 3000;
    private static final int FEW_ROWS = 600;
    private static final double LAMBDA = 0.0003;
    private static final int REWEIGHTED = 3; // a convex problem, near its minimum by then
    private static final double GROUPS_PER_OCTAVE = 2;

    private final double halfLife; // in reaches of the lags or twelfths of the history

    private final int mostRows;
    private final String name;

    private LagRegression(String name, double halfLife, int mostRows) {
        this.name = name;
        this.halfLife = halfLife;
        this.mostRows = mostRows;
    }

    /** Learns from all of the history alike. */
    public static LagRegression ofAll() {
        return new LagRegression("lag-regression", Double.POSITIVE_INFINITY, MOST_ROWS);
    }

    /** Learns from what is recent more than from what is old. */
    public static LagRegression ofRecent() {
        return new LagRegression("lag-regression-recent", 1.5, MOST_ROWS);
    }

    /** Learns from fewer examples, for many series at a time. */
    public static LagRegression quick() {
        return new LagRegression("lag-regression-quick", Double.POSITIVE_INFINITY, FEW_ROWS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int needs(int[] periods) {
        return 80;
    }

    @Override
    Fit fit(Past learned) {
        Groups groups = new Groups(learned, halfLife, mostRows);
        return (past, horizon) -> {
            Lags lags = new Lags(past.values(), groups.lags.periods(), groups.y.length);
            double base = lags.base(past.length());
            double[] mean = new double[horizon];
            for (int h = 1; h <= horizon; h++) {
                double told = base + Ridge.dot(lags.row(past.length(), h), groups.of(h));
                mean[h - 1] = Math.clamp(told, groups.least, groups.most);
            }
            return mean;
        };
    }

    /** Coefficients by group of steps, learned when first asked for. */
    private static final class Groups {
        private final Lags lags;
        private final double[] y;
        private final double halfLife;
        private final int mostRows;
        private final double least;
        private final double most;
        private final Map<Integer, double[]> known = new HashMap<>();

        Groups(Past past, double halfLife, int mostRows) {
            this.mostRows = mostRows;
            this.halfLife = halfLife;
            y = past.values();
            lags = new Lags(y, past.periods(), y.length);
            double low = Arrays.stream(y).min().orElse(0);
            double high = Arrays.stream(y).max().orElse(0);
            least = low - (high - low);
            most = high + (high - low);
        }

        double[] of(int h) {
            int group = (int) Math.ceil(GROUPS_PER_OCTAVE * Math.log(h) / Math.log(2) - 1e-9);
            return known.computeIfAbsent(group, this::learn);
        }

        private double[] learn(int group) {
            int last = (int) Math.floor(Math.pow(2, group / GROUPS_PER_OCTAVE) + 1e-9);
            int before = (int) Math.floor(Math.pow(2, (group - 1) / GROUPS_PER_OCTAVE) + 1e-9);
            int first = group == 0 ? 1 : Math.min(last, before + 1);
            int origins = Math.max(0, y.length - last - lags.reach() + 1);
            int rows = Math.min(origins, mostRows);
            double[][] row = new double[rows][];
            double[] target = new double[rows];
            double[] trust = new double[rows];
            double memory = halfLife * Math.max(lags.reach(), y.length / 12.0);
            for (int i = 0; i < rows; i++) {
                int end = lags.reach() + (int) ((long) i * origins / rows);
                int h = first + i % (last - first + 1);
                row[i] = lags.row(end, h);
                target[i] = y[end - 1 + h] - lags.base(end);
                trust[i] = Math.pow(0.5, (y.length - end) / memory);
            }
            return huber(row, target, trust, lags.count());
        }
    }

    private static double[] huber(double[][] row, double[] target, double[] trust, int features) {
        double[] weight = trust.clone();
        double[] coefficients = new double[features];
        for (int pass = 0; pass <= REWEIGHTED; pass++) {
            Ridge ridge = new Ridge(features);
            for (int i = 0; i < row.length; i++) ridge.add(row[i], target[i], weight[i]);
            coefficients = ridge.solve(LAMBDA);
            if (pass == REWEIGHTED || row.length == 0) break;
            double[] size = new double[row.length];
            for (int i = 0; i < row.length; i++)
                size[i] = Math.abs(target[i] - Ridge.dot(row[i], coefficients));
            double threshold = TheilSen.median(size.clone());
            for (int i = 0; i < row.length; i++)
                weight[i] = trust[i] * Math.min(1, threshold / Math.max(size[i], 1e-300));
        }
        return coefficients;
    }
}
