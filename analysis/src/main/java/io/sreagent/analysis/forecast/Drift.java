package io.sreagent.analysis.forecast;

/**
 * Continues the line from the first to the last value: {@code ŷ(n+h) = y(n) + h·(y(n)−y(1))/(n−1)}.
 *
 * <p>Gaps are bridged first. Source: Hyndman and Athanasopoulos, Forecasting: Principles and
 * Practice, 5.2. Cost: O(horizon).
 */
public final class Drift extends FittedForecaster {

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public int needs(int[] periods) {
        return 3;
    }

    @Override
    Fit fit(Past ignored) {
        return (past, horizon) -> {
            double slope = (past.last() - past.values()[0]) / Math.max(1, past.length() - 1);
            double[] mean = new double[horizon];
            for (int step = 0; step < horizon; step++)
                mean[step] = past.last() + slope * (step + 1);
            return mean;
        };
    }
}
