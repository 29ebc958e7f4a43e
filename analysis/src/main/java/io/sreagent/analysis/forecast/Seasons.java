package io.sreagent.analysis.forecast;

import java.time.Duration;
import java.util.Set;

/** Which seasons a series of a given grid can have: people live by days and weeks. */
public final class Seasons {

    private static final Set<Integer> STEPS_IN_A_DAY =
            Set.of(24, 48, 96, 144, 288, 480, 720, 1440, 2880);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int SHORTEST = 4;

    private Seasons() {}

    /**
     * Day and week in steps, shortest first; empty when a day is no whole number of steps or has
     * fewer than four.
     */
    public static int[] of(Duration step) {
        long millis = step.toMillis();
        if (millis <= 0 || DAY.toMillis() % millis != 0) return new int[0];
        long day = DAY.toMillis() / millis;
        if (day < SHORTEST || day > 1_000_000) return new int[0];
        return new int[] {(int) day, (int) (7 * day)};
    }

    /**
     * A season that somebody stated, and the week when it is a day of some usual grid.
     *
     * @param season in steps; 0 or 1 for none
     */
    public static int[] around(int season) {
        if (season < 2) return new int[0];
        return STEPS_IN_A_DAY.contains(season)
                ? new int[] {season, 7 * season}
                : new int[] {season};
    }
}
