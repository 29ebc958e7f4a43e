package io.sreagent.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Tier1Test {
    private static final int SERIES = 200;
    private static final int TICKS = 288;

    private final Tier1 engine = new Tier1(SERIES, TICKS, 4, 0.01);
    private final Random random = new Random(9);
    private long second = Load.MONDAY.getEpochSecond();
    private int raisedEver;

    @Test
    void a_quiet_week_after_two_of_learning_raises_next_to_nothing() {
        days(14, 1);
        raisedEver = 0;
        days(7, 1);
        assertThat(raisedEver).isLessThanOrEqualTo(SERIES / 10); // up and down count
    }

    @Test
    void a_fifth_of_the_series_shifted_by_half_is_raised_and_lowered_again() {
        days(14, 1);
        ticks(6, SERIES / 5, 1.5);
        int caught = 0;
        for (int i = 0; i < SERIES / 5; i++) if (engine.raised(i)) caught++;
        assertThat(caught).isGreaterThanOrEqualTo(SERIES / 5 - 2);
        ticks(20, SERIES / 5, 1);
        assertThat(engine.raised()).isLessThanOrEqualTo(1);
    }

    @Test
    void what_stops_coming_is_raised_and_what_comes_back_is_lowered() {
        days(1, 1);
        ticks(4, 10, Double.NaN);
        for (int i = 0; i < 10; i++) assertThat(engine.raised(i)).isTrue();
        ticks(1, 10, 1);
        for (int i = 0; i < 10; i++) assertThat(engine.raised(i)).isFalse();
    }

    @Test
    void constants_zeros_and_infinities_are_quiet() {
        Tier1 odd = new Tier1(4, TICKS, 4, 0.01);
        for (int t = 0; t < 2000; t++)
            odd.tick(
                    second + 300L * t,
                    new double[] {0, 1e9, 42, t % 50 == 0 ? Double.POSITIVE_INFINITY : 3},
                    i -> raisedEver++);
        assertThat(raisedEver).isZero();
    }

    @Test
    void its_state_fits_two_kibibytes_a_series() {
        assertThat(Tier1.bytesPerSeries()).isLessThanOrEqualTo(2048);
        assertThatThrownBy(() -> engine.tick(0, new double[3], i -> {}))
                .hasMessageContaining("3 values for 200 series");
    }

    private void days(int days, double factor) {
        ticks(days * TICKS, 0, factor);
    }

    private void ticks(int ticks, int changed, double factor) {
        double[] values = new double[SERIES];
        for (int t = 0; t < ticks; t++) {
            second += 300;
            for (int i = 0; i < SERIES; i++)
                values[i] = Load.at(java.time.Instant.ofEpochSecond(second), 0.05, random);
            Arrays.setAll(values, i -> i < changed ? values[i] * factor : values[i]);
            engine.tick(second, values, i -> raisedEver++);
        }
    }
}
