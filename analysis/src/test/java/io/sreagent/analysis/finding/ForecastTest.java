package io.sreagent.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Forecast EVERY_FIVE =
            new Forecast(
                    "test",
                    Instant.parse("2026-03-02T10:00:00Z"),
                    Duration.ofMinutes(5),
                    new double[] {10, 20, 15},
                    new double[] {5, 10, 5},
                    new double[] {15, 30, 25},
                    0.9);

    @Test
    void on_a_finer_grid_it_is_straight_between_its_steps_and_ends_where_it_ended() {
        Forecast minutes = EVERY_FIVE.every(Duration.ofMinutes(1));

        assertThat(minutes.horizon()).isEqualTo(11);
        assertThat(minutes.mean()[0]).isEqualTo(10);
        assertThat(minutes.mean()[3]).isEqualTo(16);
        assertThat(minutes.upper()[10]).isEqualTo(25);
        assertThat(minutes.timeOf(10)).isEqualTo(EVERY_FIVE.timeOf(2));
    }

    @Test
    void on_a_coarser_grid_it_keeps_what_lies_there_and_on_its_own_it_is_itself() {
        assertThat(EVERY_FIVE.every(Duration.ofMinutes(10)).mean()).containsExactly(10, 15);
        assertThat(EVERY_FIVE.every(Duration.ofMinutes(5))).isSameAs(EVERY_FIVE);
    }
}
