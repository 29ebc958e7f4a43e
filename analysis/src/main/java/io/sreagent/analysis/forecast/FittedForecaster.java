package io.sreagent.analysis.forecast;

import io.sreagent.analysis.finding.Forecast;

/**
 * A forecaster that learns parameters and continues from them. It has a mean of its own; its
 * interval comes from what it got wrong on this very series ({@link Conformal}), not from a
 * distribution it assumes.
 */
public abstract class FittedForecaster implements Forecaster {

    /** Learns from a past with at least {@link #needs} values. */
    abstract Fit fit(Past past);

    /** Whether it has something of its own to say about such a past. */
    boolean suits(Past past) {
        return true;
    }

    @Override
    public Forecast forecast(Task task) {
        Prepared prepared = Prepared.of(task, name(), needs(task.periods()));
        Past past = prepared.past();
        Origins origins =
                Origins.of(
                        past, prepared.horizon(), needs(task.periods()), Origins.affordable(past));
        Fit early = fit(origins.pasts().getFirst());
        double[][] errors = new double[origins.pasts().size()][];
        for (int origin = 0; origin < errors.length; origin++)
            errors[origin] = origins.errors(origin, early);
        double[] mean = fit(past).ahead(past, prepared.horizon());
        return prepared.answer(name(), mean, new Conformal(errors));
    }
}
