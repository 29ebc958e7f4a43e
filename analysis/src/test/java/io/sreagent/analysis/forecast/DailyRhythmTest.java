package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DailyRhythmTest {
    private static final int LENGTH = 600; // ten hours of minutes
    private static final int KNOWN = 240;

    private static double[] morning(long seed) {
        return Curves.noisy(LENGTH, 2, seed, t -> 50 + 30 * Math.sin(Math.PI * t / LENGTH));
    }

    @Test
    void what_days_agree_on_is_told_from_their_noise() {
        double[] rhythm = DailyRhythm.of(List.of(morning(1), morning(2), morning(3)), KNOWN);

        assertThat(rhythm).hasSize(LENGTH);
        double rise = 30 * (1 - Math.sin(Math.PI * 60 / LENGTH));
        assertThat(rhythm[300] - rhythm[60]).isCloseTo(rise, within(2.0));
        assertThat(Arrays.stream(rhythm, 0, KNOWN).sum()).isCloseTo(0, within(1e-6));
    }

    @Test
    void noise_has_no_rhythm() {
        double[] one = Curves.noisy(LENGTH, 2, 1, t -> 50);
        double[] other = Curves.noisy(LENGTH, 2, 2, t -> 50);

        assertThat(DailyRhythm.of(List.of(one, other), KNOWN)).isEmpty();
    }

    @Test
    void leak_on_one_of_the_days_is_no_rhythm() {
        double[] leak = Curves.noisy(LENGTH, 1, 3, t -> 50 + t / 10.0);

        assertThat(DailyRhythm.of(List.of(morning(1), leak), KNOWN)).isEmpty();
    }

    @Test
    void single_day_or_a_constant_tells_nothing() {
        double[] constant = new double[LENGTH];

        assertThat(DailyRhythm.of(List.of(morning(1)), KNOWN)).isEmpty();
        assertThat(DailyRhythm.of(List.of(constant, constant.clone()), KNOWN)).isEmpty();
        assertThat(DailyRhythm.of(List.of(), KNOWN)).isEmpty();
    }

    @Test
    void gaps_are_bridged_and_a_day_of_gaps_does_not_count() {
        double[] holes = morning(1);
        Arrays.fill(holes, 0, 20, Double.NaN);
        Arrays.fill(holes, 300, 330, Double.NaN);
        double[] nothing = new double[LENGTH];
        Arrays.fill(nothing, Double.NaN);

        double[] rhythm = DailyRhythm.of(List.of(holes, morning(2), nothing), KNOWN);

        assertThat(rhythm).hasSize(LENGTH).doesNotContain(Double.NaN);
    }
}
