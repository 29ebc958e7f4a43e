package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackTestTest {

    private static Task task(double[] history, int horizon) {
        return new Task(
                history, Instant.EPOCH, Duration.ofHours(1), new int[] {24}, horizon, 0.9, true);
    }

    private static double[] daily(int hours, double noise) {
        Random random = new Random(5);
        double[] values = new double[hours];
        for (int t = 0; t < hours; t++)
            values[t] = 100 + 40 * Math.sin(2 * Math.PI * t / 24) + noise * random.nextGaussian();
        return values;
    }

    @Test
    void rhythm_that_is_known_is_forecast_better_than_by_repeating_it() {
        BackTest.Result result = BackTest.of(Combination.quick(), task(daily(600, 5), 12), 8);

        assertThat(result.origins()).isEqualTo(8);
        assertThat(result.mase()).isBetween(0.4, 0.95).isLessThan(result.naive());
        assertThat(result.covered()).isCloseTo(0.9, within(0.08));
        assertThat(result.width()).isPositive();
    }

    @Test
    void level_that_jumped_unforeseen_shows_as_error_and_lost_coverage() {
        double[] history = daily(600, 5);
        for (int t = 564; t < 600; t++) history[t] += 400;

        BackTest.Result result = BackTest.of(Combination.quick(), task(history, 36), 1);

        assertThat(result.mase()).isGreaterThan(5);
        assertThat(result.covered()).isLessThan(0.1);
    }

    @Test
    void gaps_in_what_came_are_not_counted() {
        double[] history = daily(600, 5);
        for (int t = 590; t < 600; t++) history[t] = Double.NaN;

        BackTest.Result result = BackTest.of(Combination.quick(), task(history, 12), 4);

        assertThat(result.mase()).isFinite();
        assertThat(result.covered()).isBetween(0.5, 1.0);
    }

    @Test
    void too_little_history_is_an_error_that_says_so() {
        assertThatThrownBy(() -> BackTest.of(Combination.quick(), task(daily(30, 1), 12), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too few to try a horizon of 12");
    }
}
