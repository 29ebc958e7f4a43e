package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What becomes of confidence. */
class CalibrationTest {
    private static final Calibration SURER = new Calibration(0.7, 2.4, -0.2, 0);

    @Test
    void none_says_what_the_arithmetic_says() {
        for (double c = 0; c <= 1; c += 0.05)
            assertThat(Calibration.NONE.of(c)).isCloseTo(c, within(1e-12));
    }

    @Test
    void it_never_takes_away_and_never_changes_the_order_of_cases() {
        double last = 0;
        Calibration surer = new Calibration(0.7, 2.4, -0.2, 0.6);
        for (double c = 0.001; c < 1; c += 0.001) {
            double now = surer.of(c);
            assertThat(now).isBetween(Math.max(c, last), 1.0);
            last = now;
        }
        assertThat(surer.of(0.75)).isCloseTo(0.9491, within(1e-3));
    }

    @Test
    void what_is_not_right_often_enough_to_act_alone_stays_below_that() {
        Calibration careful = new Calibration(0.7, 2.4, -0.2, 0.7);

        assertThat(careful.of(0.699)).isEqualTo(Calibration.ASKS);
        assertThat(careful.of(0.7)).isGreaterThan(Calibration.ACTS);
    }

    @Test
    void the_others_share_what_the_first_leaves_and_stay_behind_it() {
        double[] shares = {0.45, 0.44, 0.05};

        double[] confidences = SURER.of(shares);

        assertThat(confidences[0]).isEqualTo(SURER.of(0.45));
        assertThat(confidences[1]).isLessThan(confidences[0]);
        assertThat(confidences[1] / confidences[2]).isCloseTo(0.44 / 0.05, within(1e-9));
        assertThat(Arrays.stream(confidences).sum()).isLessThan(1);
    }

    @Test
    void certainty_and_an_empty_case_stay_what_they_are() {
        assertThat(SURER.of(new double[] {1, 0})).containsExactly(1, 0);
        assertThat(SURER.of(new double[0])).isEmpty();
        assertThat(SURER.of(0)).isZero();
    }

    @Test
    void a_calibration_that_would_turn_the_order_round_is_none() {
        assertThatThrownBy(() -> new Calibration(-1, 1, 0, 0.8))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
