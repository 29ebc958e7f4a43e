package io.sreagent.analysis.forecast;

import io.sreagent.analysis.finding.Forecast;
import java.util.Arrays;
import java.util.List;

/**
 * A combination whose coefficients and weights stand: as the series grows it is continued from its
 * newest values, not learned anew. What makes thousands of forecasts at every tick affordable:
 * learning costs milliseconds to tens of them and is due every so often, a refresh costs
 * microseconds for each step ahead.
 *
 * <p>Not for several threads at once.
 */
public final class StandingCombination {

    /** One forecaster with its weight. */
    record Part(Fit fit, double weight) {}

    private static final int LEAST = 2;

    private final Task learned;
    private final String model;
    private final List<Part> parts;
    private final Conformal errors;

    StandingCombination(Task learned, String model, List<Part> parts, Conformal errors) {
        this.learned = learned;
        this.model = model;
        this.parts = List.copyOf(parts);
        this.errors = errors;
    }

    /**
     * @param task the task learned from, or one with the same start whose history has grown; its
     *     horizon and level are free
     * @throws IllegalArgumentException when it is another series or its window has moved
     */
    public Forecast forecast(Task task) {
        if (!task.start().equals(learned.start())
                || !task.step().equals(learned.step())
                || task.history().length < learned.history().length
                || !Arrays.equals(task.periods(), learned.periods()))
            throw new IllegalArgumentException(
                    "this was learned from %d values since %s; learn anew from those of %s"
                            .formatted(learned.history().length, learned.start(), task.start()));
        Prepared prepared = Prepared.of(task, model, LEAST);
        double[] mean = new double[prepared.horizon()];
        for (Part part : parts) {
            double[] ahead = part.fit.ahead(prepared.past(), mean.length);
            for (int step = 0; step < mean.length; step++) mean[step] += part.weight * ahead[step];
        }
        return prepared.answer(model, mean, errors);
    }
}
