package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MinutesTest {
    private static Minutes of(int... counts) {
        Minutes minutes = new Minutes();
        for (int minute = 0; minute < counts.length; minute++)
            for (int i = 0; i < counts[minute]; i++)
                minutes.add(Instant.ofEpochSecond(60L * minute + i % 60), true);
        return minutes;
    }

    @Test
    void what_follows_its_rate_is_not_dispersed() {
        assertThat(of(10, 20, 30).dispersion(of(100, 200, 300), 0.1)).isEqualTo(1);
    }

    @Test
    void dispersion_is_variance_over_mean() {
        // Expected 10 a minute: (10² + 10² + 20²) / 10 / 2.
        assertThat(of(0, 0, 30).dispersion(of(100, 100, 100), 0.1)).isCloseTo(30, within(1e-9));
    }

    @Test
    void two_minutes_know_nothing_of_it() {
        assertThat(of(0, 20).dispersion(of(100, 100), 0.1)).isEqualTo(1);
    }
}
