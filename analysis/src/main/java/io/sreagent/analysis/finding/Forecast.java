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
}
