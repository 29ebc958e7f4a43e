package io.sreagent.benchmarks.capacity;

import io.sreagent.analysis.finding.Forecast;
import io.sreagent.analysis.forecast.Combination;
import io.sreagent.analysis.forecast.Seasons;
import io.sreagent.analysis.forecast.StandingCombination;
import io.sreagent.analysis.forecast.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts of a load three hours ahead, one every five minutes, each from the two weeks known by
 * then; learned anew every hour and continued between.
 */
final class RollingForecast {

    static final int FIVE = 5; // minutes

    private static final int DAY = 1440;
    private static final int LEARN_EVERY = 60; // minutes
    private static final int STEPS = 36; // three hours of five minutes
    private static final Duration STEP = Duration.ofMinutes(FIVE);

    private final IntToDoubleFunction load;
    private final Combination combination = Combination.quick();
    private @Nullable StandingCombination standing;
    private @Nullable Forecast last;
    private int learned;

    /**
     * @param load mean of the five minutes that end with a minute
     */
    RollingForecast(IntToDoubleFunction load) {
        this.load = load;
    }

    /** What was forecast last; asked minute by minute. */
    Forecast at(int now) {
        StandingCombination known = standing;
        Forecast forecast = last;
        if (forecast != null && now % FIVE != 0) return forecast;
        if (known == null || now - learned >= LEARN_EVERY) {
            learned = now;
            known = combination.learn(task(now));
            standing = known;
        }
        last = known.forecast(task(now));
        return last;
    }

    /** Two weeks before {@code learned}, and what has come until now. */
    private Task task(int now) {
        double[] past = new double[(14 * DAY + now - learned) / FIVE];
        for (int i = 0; i < past.length; i++)
            past[i] = load.applyAsDouble(now - (past.length - 1 - i) * FIVE);
        Instant start = time(now).minus(STEP.multipliedBy(past.length - 1));
        return new Task(past, start, STEP, Seasons.of(STEP), STEPS, 0.8, true);
    }

    static Instant time(int minute) {
        return Instant.EPOCH.plus(Duration.ofMinutes(minute));
    }
}
