package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the combination makes of what ought not to be. Duplicates, disorder and leaps of the clock
 * cannot reach it: a task is a grid, and whoever fills it decides ({@code SeriesTest}); what they
 * leave on the grid is a gap or a shifted rhythm.
 */
class BadInputTest {
    private final Combination combination = Combination.standard();

    private Forecast hours(double[] history, int horizon) {
        return combination.forecast(Curves.hourly(history, horizon));
    }

    private static void assertSane(Forecast forecast) {
        for (int step = 0; step < forecast.horizon(); step++) {
            assertThat(forecast.mean()[step]).isFinite();
            assertThat(forecast.lower()[step]).isFinite();
            assertThat(forecast.upper()[step]).isFinite();
            assertThat(forecast.mean()[step])
                    .isBetween(forecast.lower()[step], forecast.upper()[step]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Task.LONGEST + 1, Integer.MAX_VALUE})
    void absurd_horizons_are_refused_with_what_is_possible(int horizon) {
        assertThatThrownBy(() -> hours(new double[] {1, 2, 3}, horizon))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("horizon " + horizon + " is not in 1–100000");
    }

    @Test
    void three_points_are_answered_by_their_last_value_and_the_answer_says_so() {
        Forecast forecast = hours(new double[] {5, 6, 7}, 4);

        assertThat(forecast.mean()).containsOnly(7);
        assertThat(forecast.model()).isEqualTo("combination(last value, too few values for more)");
    }

    @Test
    void one_period_and_a_half_has_no_season_and_the_answer_names_simple_forecasters() {
        double[] values = Curves.noisy(36, 1, 3, Curves::day);

        Forecast forecast = hours(values, 12);

        assertSane(forecast);
        assertThat(forecast.model()).startsWith("combination(").doesNotContain("lag-regression");
    }

    @Test
    void nothing_but_gaps_is_refused_with_the_number_that_is_needed() {
        double[] gaps = new double[100];
        Arrays.fill(gaps, Double.NaN);

        assertThatThrownBy(() -> hours(gaps, 5))
                .hasMessage("combination needs at least 2 values; the history has 0 in 100 steps");
    }

    @Test
    void infinities_are_gaps() {
        double[] clean = Curves.noisy(336, 2, 1, Curves::day);
        double[] infinite = clean.clone();
        double[] gaps = clean.clone();
        for (int at : new int[] {40, 41, 200}) {
            infinite[at] = at == 41 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            gaps[at] = Double.NaN;
        }

        assertThat(hours(infinite, 24).mean()).isEqualTo(hours(gaps, 24).mean());
    }

    @Test
    void values_around_a_billion_lose_nothing_to_their_size() {
        double[] small = Curves.noisy(336, 2, 1, Curves::day);
        double[] large = Arrays.stream(small).map(value -> value * 1e9).toArray();

        Forecast of = hours(small, 24);
        Forecast ofLarge = hours(large, 24);

        for (int step = 0; step < 24; step++)
            assertThat(ofLarge.mean()[step] / 1e9 / of.mean()[step]).isBetween(0.999, 1.001);
    }

    @Test
    void small_movement_far_from_zero_is_still_seen() {
        double[] values = Curves.of(336, t -> 1e9 + 10 * Math.sin(2 * Math.PI * t / 24));

        Forecast forecast = hours(values, 24);

        for (int step = 0; step < 24; step++)
            assertThat(forecast.mean()[step] - 1e9)
                    .isBetween(
                            10 * Math.sin(2 * Math.PI * (336 + step) / 24) - 2,
                            10 * Math.sin(2 * Math.PI * (336 + step) / 24) + 2);
    }

    @Test
    void counter_that_was_forgotten_to_be_made_a_rate_and_resets_stays_within_bounds() {
        double[] counter = Curves.of(400, t -> (t % 90) * 1000.0);

        Forecast forecast = hours(counter, 48);

        assertSane(forecast);
        for (double mean : forecast.mean()) assertThat(mean).isBetween(-90_000.0, 180_000.0);
    }

    @Test
    void clock_that_leapt_leaves_a_shifted_rhythm_that_is_followed_again_after_some_days() {
        double[] values = Curves.of(24 * 21, t -> Curves.day(t < 24 * 7 ? t : t + 5));

        Forecast forecast = hours(values, 24);

        for (int step = 0; step < 24; step++)
            assertThat(forecast.mean()[step])
                    .isBetween(Curves.day(504 + step + 5) - 8, Curves.day(504 + step + 5) + 8);
    }

    @Test
    void leap_that_leaves_a_day_of_gaps_is_bridged() {
        double[] values = Curves.noisy(336, 1, 4, Curves::day);
        Arrays.fill(values, 100, 124, Double.NaN);

        assertSane(hours(values, 24));
    }

    @Test
    void one_value_repeated_is_continued_without_width() {
        Forecast forecast = hours(Curves.of(336, t -> 1e9), 24);

        for (int step = 0; step < 24; step++) {
            assertThat(forecast.mean()[step]).isCloseTo(1e9, within(1e-3));
            assertThat(forecast.upper()[step]).isCloseTo(1e9, within(1e-3));
        }
    }

    @Test
    void single_absurd_value_does_not_take_the_forecast_with_it() {
        double[] values = Curves.noisy(336, 1, 5, Curves::day);
        values[150 + new Random(1).nextInt(50)] = 1e9;

        for (double mean : hours(values, 24).mean()) assertThat(mean).isBetween(-1e3, 1e4);
    }

    @Test
    void period_longer_than_the_history_is_left_out() {
        Task task =
                new Task(
                        Curves.noisy(60, 1, 6, Curves::day),
                        Curves.START,
                        Duration.ofHours(1),
                        new int[] {24, 100_000},
                        12,
                        0.9,
                        true);

        assertSane(combination.forecast(task));
    }
}
