package io.sreagent.integrations.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClockSkewTest {
    private static final Instant OURS = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void a_server_that_is_ahead_is_found_to_within_half_a_second() {
        ClockSkew skew = new ClockSkew();

        for (int tenth = 0; tenth < 10; tenth++) {
            // their clock: ours + 7 s, cut to whole seconds
            Instant ours = OURS.plusMillis(tenth * 100L);
            skew.note(Optional.of("Mon, 02 Mar 2026 10:00:07 GMT"), ours);
        }

        assertThat(skew.measured().orElseThrow())
                .isBetween(Duration.ofMillis(6500), Duration.ofMillis(7500));
    }

    @Test
    void nothing_is_known_before_the_first_date_that_is_one() {
        ClockSkew skew = new ClockSkew();

        skew.note(Optional.empty(), OURS);
        skew.note(Optional.of("yesterday"), OURS);

        assertThat(skew.measured()).isEmpty();
    }
}
