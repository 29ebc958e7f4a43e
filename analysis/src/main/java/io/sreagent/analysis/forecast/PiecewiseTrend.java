package io.sreagent.analysis.forecast;

import org.jspecify.annotations.Nullable;

/**
 * Trend that may bend at a few places, seasons as Fourier terms, all in one penalised regression:
 *
 * <pre>
 * y(t) = c + k·t + Σ δ_j·max(0, t − s_j) + Σ (α sin + β cos) + ε
 * </pre>
 *
 * with 15 bends s_j spread over the first 80 % of the history. The penalty on δ (a normal prior,
 * where Prophet has Laplace's) keeps the trend straight unless the data insist; points far off are
 * weighed down once (Huber). A task names no holidays, so unlike Prophet it knows none.
 *
 * <p>Gaps are bridged first. Source: Taylor and Letham 2018. Cost: O(min(n, 4000)·k²), k about 55.
 */
public final class PiecewiseTrend extends FittedForecaster {

    private static final int BENDS = 15;
    private static final int MOST_ROWS = 4000;
    private static final double LAMBDA = 0.01;

    @Override
    public String name() {
        return "piecewise-trend";
    }

    @Override
    public int needs(int[] periods) {
        return 20;
    }

    @Override
    Fit fit(Past learned) {
        Design design = new Design(new Waves(learned.periods()), learned.length());
        double[] y = learned.values();
        double stride = Math.max(1, (double) y.length / MOST_ROWS);
        double middle = TheilSen.median(y.clone());
        double[] coefficients = design.solve(y, middle, stride, null, 0);
        double[] size = new double[y.length];
        for (int t = 0; t < y.length; t++)
            size[t] = Math.abs(y[t] - middle - Ridge.dot(design.row(t), coefficients));
        double threshold = 2 * TheilSen.median(size.clone());
        double[] robust = design.solve(y, middle, stride, size, threshold);
        return (past, horizon) -> {
            double[] mean = new double[horizon];
            for (int step = 0; step < horizon; step++)
                mean[step] = middle + Ridge.dot(design.row(past.length() + step), robust);
            return mean;
        };
    }

    private record Design(Waves waves, double length) {

        double[] row(double t) {
            double[] row = new double[2 + BENDS + waves.count()];
            double x = t / length;
            row[0] = 1;
            row[1] = x;
            for (int bend = 0; bend < BENDS; bend++)
                row[2 + bend] = Math.max(0, x - 0.8 * (bend + 1) / BENDS);
            waves.write(t, row, 2 + BENDS);
            return row;
        }

        double[] solve(
                double[] y,
                double middle,
                double stride,
                double @Nullable [] size,
                double threshold) {
            Ridge ridge = new Ridge(2 + BENDS + waves.count());
            for (double at = 0; at < y.length; at += stride) {
                int t = (int) at;
                double weight = size == null || size[t] <= threshold ? 1 : threshold / size[t];
                ridge.add(row(t), y[t] - middle, weight);
            }
            return ridge.solve(LAMBDA);
        }
    }
}
