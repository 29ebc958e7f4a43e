package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GlitchesTest {
    private final double[] values = Curves.noisy(336, 2, 1, Curves::day);

    @Test
    void single_absurd_value_becomes_a_gap_and_nothing_else_does() {
        double[] glitch = values.clone();
        glitch[100] = 1e9;
        glitch[200] = -1e7;

        double[] clean = Glitches.removed(glitch);

        assertThat(clean[100]).isNaN();
        assertThat(clean[200]).isNaN();
        assertThat(Gaps.count(clean)).isEqualTo(334);
        assertThat(glitch[100]).isEqualTo(1e9);
    }

    @Test
    void surge_to_ten_times_the_usual_is_no_glitch() {
        double[] surge = values.clone();
        surge[100] = 1000;

        assertThat(Glitches.removed(surge)).isSameAs(surge);
    }

    @Test
    void level_that_lasts_is_none_however_far_it_is() {
        double[] shifted = values.clone();
        Arrays.fill(shifted, 300, 336, 1e6);

        assertThat(Glitches.removed(shifted)).isSameAs(shifted);
    }

    @Test
    void what_nothing_ordinary_has_followed_may_be_the_present() {
        double[] last = values.clone();
        last[335] = 1e6;

        assertThat(Glitches.removed(last)).isEqualTo(last);
    }

    @Test
    void demands_among_zeros_are_none_and_few_values_are_left_alone() {
        double[] sparse = new double[500];
        sparse[50] = 7;
        sparse[250] = 9;

        assertThat(Glitches.removed(sparse)).isSameAs(sparse);
        assertThat(Glitches.removed(new double[] {1, 2, 1e9, 3})).containsExactly(1, 2, 1e9, 3);
    }
}
