package io.sreagent.analysis.forecast;

/**
 * Repeats the last cycle of the longest season that was seen twice: {@code ŷ(n+h) = y(n+h−m·k)};
 * without a season, the last value. The yardstick: what cannot beat it is not worth its cost.
 *
 * <p>Gaps are bridged first. Source: Hyndman and Athanasopoulos, Forecasting: Principles and
 * Practice, 5.2. Cost: O(horizon).
 */
public final class SeasonalNaive extends FittedForecaster {

    private final boolean longest;

    private SeasonalNaive(boolean longest) {
        this.longest = longest;
    }

    /** Repeats the longest season, such as the week. */
    public static SeasonalNaive ofLongest() {
        return new SeasonalNaive(true);
    }

    /** Repeats the shortest season, such as the day. */
    public static SeasonalNaive ofShortest() {
        return new SeasonalNaive(false);
    }

    @Override
    public String name() {
        return longest ? "seasonal-naive" : "seasonal-naive-short";
    }

    @Override
    public int needs(int[] periods) {
        return 2;
    }

    @Override
    Fit fit(Past ignored) {
        return (past, horizon) -> {
            int[] periods = past.periods();
            int season = periods.length == 0 ? 1 : periods[longest ? periods.length - 1 : 0];
            double[] mean = new double[horizon];
            int first = past.length() - season;
            for (int step = 0; step < horizon; step++)
                mean[step] = past.values()[first + step % season];
            return mean;
        };
    }
}
