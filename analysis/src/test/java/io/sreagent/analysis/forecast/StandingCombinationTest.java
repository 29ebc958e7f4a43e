package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.analysis.finding.Forecast;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StandingCombinationTest {

    private final double[] days = wandering();

    /** A day's rhythm on a level that wanders: what was high just now stays high. */
    private static double[] wandering() {
        double[] values = Curves.noisy(24 * 15, 4, 7, hour -> 0);
        for (int t = 1; t < values.length; t++) values[t] += values[t - 1];
        for (int t = 0; t < values.length; t++) values[t] += Curves.day(t);
        return values;
    }

    private Task until(int length) {
        return Curves.hourly(Arrays.copyOf(days, length), 24);
    }

    @Test
    void what_was_learned_answers_its_own_task_as_the_combination_does() {
        Task task = until(24 * 14);

        Forecast standing = Combination.standard().learn(task).forecast(task);

        assertThat(standing.mean()).isEqualTo(Combination.standard().forecast(task).mean());
    }

    @Test
    void as_the_series_grows_it_follows_without_learning_anew() {
        StandingCombination standing = Combination.quick().learn(until(24 * 14));
        double[] later = Arrays.copyOf(days, 24 * 14 + 6);
        for (int t = 24 * 14; t < later.length; t++) later[t] += 30;

        Forecast calm = standing.forecast(until(24 * 14 + 6));
        Forecast raised = standing.forecast(Curves.hourly(later, 24));

        assertThat(calm.start()).isEqualTo(until(24 * 14 + 6).forecastStart());
        assertThat(raised.mean()[0]).isGreaterThan(calm.mean()[0] + 5);
    }

    @Test
    void window_that_has_moved_is_refused() {
        StandingCombination standing = Combination.quick().learn(until(24 * 14));
        Task moved = until(24 * 14);
        Task later =
                new Task(
                        moved.history(),
                        moved.start().plus(Duration.ofHours(1)),
                        moved.step(),
                        moved.periods(),
                        moved.horizon(),
                        moved.level(),
                        moved.nonNegative());

        assertThatThrownBy(() -> standing.forecast(later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("learn anew");
    }
}
