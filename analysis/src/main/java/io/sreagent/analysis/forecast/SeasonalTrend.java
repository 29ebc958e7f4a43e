package io.sreagent.analysis.forecast;

import io.sreagent.analysis.season.Mstl;

/**
 * Seasons plus the decomposition's own trend, continued by its last slope and damped: {@code ŷ(n+h)
 * = T(n) + b·(φ + … + φ^h) + ΣS}, b being the slope over the last half cycle. Slower to follow than
 * smoothing and therefore steadier when the last values are odd.
 *
 * <p>Gaps are bridged first. Source: the trend of STL, Cleveland et al. 1990. Cost: one {@link
 * Mstl}.
 */
public final class SeasonalTrend extends FittedForecaster {

    private static final double KEPT_AFTER_ONE_CYCLE = 0.5;

    @Override
    public String name() {
        return "seasonal-trend";
    }

    @Override
    public int needs(int[] periods) {
        return 4;
    }

    @Override
    Fit fit(Past ignored) {
        return (past, horizon) -> {
            Mstl parts = past.decomposition();
            double[] trend = parts.trend();
            int cycle = past.periods().length == 0 ? Math.min(20, trend.length) : past.periods()[0];
            int back = Math.clamp(cycle / 2, 1, trend.length - 1);
            double last = trend[trend.length - 1];
            double slope = (last - trend[trend.length - 1 - back]) / back;
            double phi = Math.pow(KEPT_AFTER_ONE_CYCLE, 1.0 / cycle);
            double share = phi;
            double sum = 0;
            double[] mean = new double[horizon];
            for (int step = 0; step < horizon; step++) {
                sum += share;
                share *= phi;
                mean[step] = last + slope * sum;
            }
            return parts.addSeasons(mean);
        };
    }
}
