package io.sreagent.analysis.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * What is to be forecast.
 *
 * @param history one value per step, oldest first; NaN is a gap
 * @param start time of {@code history[0]}, UTC
 * @param periods lengths of known seasons in steps, shortest first; empty when there is none
 * @param horizon how many steps to forecast, 1 to 100,000
 * @param level probability of the interval, such as 0.95
 * @param nonNegative whether values cannot be below zero
 */
public record Task(
        double[] history,
        Instant start,
        Duration step,
        int[] periods,
        int horizon,
        double level,
        boolean nonNegative) {

    /** Most steps that may be asked for. */
    public static final int LONGEST = 100_000;

    public Task {
        requireNonNull(history, "history");
        requireNonNull(start, "start");
        requireNonNull(periods, "periods");
        if (step.isNegative() || step.isZero()) throw new IllegalArgumentException("step " + step);
        if (horizon < 1 || horizon > LONGEST)
            throw new IllegalArgumentException("horizon " + horizon + " is not in 1–" + LONGEST);
        if (!(level > 0 && level < 1))
            throw new IllegalArgumentException("level " + level + " is not in 0–1");
        for (int period : periods)
            if (period < 2) throw new IllegalArgumentException("period " + period);
    }

    /** Time of the first forecast step. */
    public Instant forecastStart() {
        return start.plus(step.multipliedBy(history.length));
    }
}
