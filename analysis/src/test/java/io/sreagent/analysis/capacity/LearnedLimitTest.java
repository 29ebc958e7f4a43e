package io.sreagent.analysis.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LearnedLimitTest {
    private static final int DAY = 96;
    private static final int APART = 4;

    private final Random random = new Random(7);
    private final double[] level = new double[14 * DAY];
    private final boolean[] broken = new boolean[14 * DAY];

    /** A queue of a hundred or so, and peaks of some height on some days. */
    private void peaks(int count, double height) {
        for (int at = 0; at < level.length; at++) level[at] = 100 + 20 * random.nextGaussian();
        for (int peak = 0; peak < count; peak++)
            for (int at = 0; at < 24; at++)
                level[(2 * peak + 1) * DAY + at] = height * (0.5 + at / 48.0);
    }

    private void breaksFrom(double limit) {
        for (int at = 0; at < level.length; at++) broken[at] = level[at] >= limit;
    }

    @Test
    void level_at_which_it_broke_every_time_is_the_limit() {
        peaks(4, 1000);
        breaksFrom(800);

        assertThat(LearnedLimit.of(level, broken, APART).orElseThrow()).isBetween(750.0, 830.0);
    }

    @Test
    void trouble_of_another_cause_now_and_then_does_not_move_it_far() {
        peaks(5, 1000);
        breaksFrom(800);
        for (int i = 0; i < 5; i++) broken[random.nextInt(broken.length)] = true;

        assertThat(LearnedLimit.of(level, broken, APART).orElseThrow()).isBetween(700.0, 850.0);
    }

    @Test
    void two_occasions_are_too_few() {
        peaks(2, 1000);
        breaksFrom(800);

        assertThat(LearnedLimit.of(level, broken, APART)).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void trouble_at_any_level_teaches_nothing() {
        peaks(4, 1000);
        for (int at = 0; at < broken.length; at++) broken[at] = random.nextInt(10) == 0;

        assertThat(LearnedLimit.of(level, broken, APART)).isEmpty();
    }

    @Test
    void service_that_was_never_whole_teaches_nothing() {
        peaks(4, 1000);
        java.util.Arrays.fill(broken, true);

        assertThat(LearnedLimit.of(level, broken, APART)).isEmpty();
    }

    @Test
    void gaps_are_left_out_and_nothing_at_all_is_no_limit() {
        peaks(4, 1000);
        breaksFrom(800);
        for (int at = 0; at < level.length; at += 5) level[at] = Double.NaN;

        assertThat(LearnedLimit.of(level, broken, APART)).isPresent();
        assertThat(LearnedLimit.of(new double[0], new boolean[0], APART)).isEmpty();
        assertThatThrownBy(() -> LearnedLimit.of(level, new boolean[3], APART))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
