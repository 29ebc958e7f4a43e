package io.sreagent.analysis.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Made-up series with a known future. */
final class Curves {

    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private Curves() {}

    static double[] of(int length, IntToDoubleFunction value) {
        double[] values = new double[length];
        for (int t = 0; t < length; t++) values[t] = value.applyAsDouble(t);
        return values;
    }

    /** Normal noise around a curve, the same for the same seed. */
    static double[] noisy(int length, double deviation, long seed, IntToDoubleFunction value) {
        Random random = new Random(seed);
        return of(length, t -> value.applyAsDouble(t) + deviation * random.nextGaussian());
    }

    /** A day of 24 hours around 100, swinging by 30. */
    static double day(int hour) {
        return 100 + 30 * Math.sin(2 * Math.PI * hour / 24);
    }

    static Task hourly(double[] history, int horizon) {
        int[] seasons = {24, 168};
        return new Task(history, START, Duration.ofHours(1), seasons, horizon, 0.95, false);
    }

    static Task minutes(double[] history, int horizon) {
        return new Task(history, START, Duration.ofMinutes(1), new int[0], horizon, 0.95, true);
    }
}
