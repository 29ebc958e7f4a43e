package io.sreagent.analysis.finding;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * Expected future of a series with an interval for each step.
 *
 * @param model which forecaster made it
 * @param start time of {@code mean[0]}
 * @param mean one per step, in the series' unit; {@code lower} and {@code upper} have the same
 *     length
 * @param level probability that a value falls inside its interval, such as 0.95
 */
public record Forecast(
        String model,
        Instant start,
        Duration step,
        double[] mean,
        double[] lower,
        double[] upper,
        double level) {
    public Forecast {
        requireNonNull(model, "model");
        requireNonNull(start, "start");
        requireNonNull(step, "step");
        if (mean.length != lower.length || mean.length != upper.length) {
            throw new IllegalArgumentException(
                    "lengths differ: " + mean.length + ", " + lower.length + ", " + upper.length);
        }
        if (!(level > 0 && level < 1)) throw new IllegalArgumentException("level " + level);
    }

    public int horizon() {
        return mean.length;
    }

    public Instant timeOf(int index) {
        return start.plus(step.multipliedBy(index));
    }

    /** The same on another grid from the same start, straight between its own steps. */
    public Forecast every(Duration other) {
        if (other.equals(step)) return this;
        int steps = 1 + (int) step.multipliedBy(horizon() - 1L).dividedBy(other);
        return new Forecast(
                model,
                start,
                other,
                between(mean, other, steps),
                between(lower, other, steps),
                between(upper, other, steps),
                level);
    }

    private double[] between(double[] values, Duration other, int steps) {
        double[] on = new double[steps];
        for (int i = 0; i < steps; i++) {
            double place = (double) other.toMillis() * i / step.toMillis();
            int before = (int) Math.min(place, values.length - 1.0);
            int after = Math.min(before + 1, values.length - 1);
            on[i] = values[before] + (place - before) * (values[after] - values[before]);
        }
        return on;
    }
}
