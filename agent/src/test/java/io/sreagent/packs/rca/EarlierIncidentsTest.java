package io.sreagent.packs.rca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlierIncidentsTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Instant FOUR_LATER = NOON.plusSeconds(240);
    private static final Instant HOUR_LATER = NOON.plusSeconds(3600);
    private final EarlierIncidents earlier =
            EarlierIncidents.before(HOUR_LATER, List.of(HOUR_LATER, FOUR_LATER, NOON));

    @Test
    void minutes_of_an_earlier_incident_are_covered() {
        assertThat(earlier.cover(NOON.minusSeconds(1))).isFalse();
        assertThat(earlier.cover(NOON)).isTrue();
        assertThat(earlier.cover(FOUR_LATER.plusSeconds(419))).isTrue();
        assertThat(earlier.cover(FOUR_LATER.plusSeconds(420))).isFalse();
    }

    @Test
    void it_is_over_a_minute_before_the_next() {
        assertThat(earlier.cover(FOUR_LATER.minusSeconds(61))).isTrue();
        assertThat(earlier.cover(FOUR_LATER.minusSeconds(60))).isFalse();
    }

    @Test
    void the_incident_to_explain_and_later_ones_are_not_covered() {
        EarlierIncidents first = EarlierIncidents.before(NOON, List.of(NOON, FOUR_LATER));

        assertThat(first.cover(NOON.plusSeconds(30))).isFalse();
        assertThat(first.cover(FOUR_LATER.plusSeconds(30))).isFalse();
    }
}
