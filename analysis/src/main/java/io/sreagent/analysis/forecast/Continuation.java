package io.sreagent.analysis.forecast;

/**
 * What a forecaster has learned from one past, ready to continue it and what comes after it without
 * learning anew: for those who ask at every sample.
 *
 * <pre>{@code
 * Continuation learned = Continuation.learn(new PiecewiseTrend(), lastWeeks, 288);
 * double[] nextHour = learned.ahead(lastWeeksAndToday, 12);
 * }</pre>
 *
 * <p>Values are gap-free. Cost: that of the forecaster, once to learn.
 */
public final class Continuation {
    private final Fit fit;
    private final int[] periods;

    private Continuation(Fit fit, int[] periods) {
        this.fit = fit;
        this.periods = periods;
    }

    /**
     * @param values gap-free, oldest first
     * @param periods seasons in samples
     * @throws IllegalArgumentException for fewer values than the forecaster needs
     */
    public static Continuation learn(FittedForecaster forecaster, double[] values, int... periods) {
        if (values.length < forecaster.needs(periods))
            throw new IllegalArgumentException(
                    forecaster.name()
                            + " needs "
                            + forecaster.needs(periods)
                            + " values, not "
                            + values.length);
        return new Continuation(forecaster.fit(new Past(values.clone(), periods)), periods.clone());
    }

    /**
     * The mean of the next values.
     *
     * @param values the past learned from and what has come since, gap-free
     */
    public double[] ahead(double[] values, int horizon) {
        return fit.ahead(new Past(values, periods), horizon);
    }
}
