package io.sreagent.analysis.forecast;

import java.util.Arrays;

/**
 * Lets a forecaster work on logarithms: where load doubles, noise and daily swing double with it,
 * and on this scale they are constant. {@code ŷ = exp(f(log y))}, which is the median, not the
 * mean, of what may come.
 *
 * <p>Only for values above zero; others are left as they are. Source: Box and Cox 1964 with λ = 0.
 * Cost: that of the forecaster within, and a logarithm a value.
 */
public final class LogScale extends FittedForecaster {

    private final FittedForecaster within;
    private final boolean elseLevels;

    public LogScale(FittedForecaster within) {
        this(within, false);
    }

    private LogScale(FittedForecaster within, boolean elseLevels) {
        this.within = within;
        this.elseLevels = elseLevels;
    }

    /** On logarithms where all values are above zero, as it is elsewhere. */
    public static LogScale whereItCan(FittedForecaster within) {
        return new LogScale(within, true);
    }

    @Override
    public String name() {
        return elseLevels ? within.name() : "log-" + within.name();
    }

    @Override
    public int needs(int[] periods) {
        return within.needs(periods);
    }

    @Override
    boolean suits(Past past) {
        return (elseLevels || least(past) > 0) && within.suits(past);
    }

    @Override
    Fit fit(Past learned) {
        double floor = least(learned);
        if (!(floor > 0)) return within.fit(learned);
        Fit fit = within.fit(logarithms(learned, floor));
        return (past, horizon) -> {
            double[] mean = fit.ahead(logarithms(past, floor), horizon);
            for (int step = 0; step < horizon; step++)
                mean[step] = Math.exp(Math.min(mean[step], 700));
            return mean;
        };
    }

    /** Values below what was learned from are raised to it, so that a later zero breaks nothing. */
    private static Past logarithms(Past past, double floor) {
        double[] logs = new double[past.length()];
        for (int t = 0; t < logs.length; t++)
            logs[t] = Math.log(Math.max(past.values()[t], floor / 2));
        return new Past(logs, past.periods());
    }

    private static double least(Past past) {
        return Arrays.stream(past.values()).min().orElse(0);
    }
}
