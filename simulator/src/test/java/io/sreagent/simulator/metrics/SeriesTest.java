package io.sreagent.simulator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeriesTest {
    private final SeriesStore store = new SeriesStore(0, 60_000);
    private final Series series = store.series(Labels.of(Labels.NAME, "a"), 5);

    @Test
    void a_large_counter_keeps_its_small_steps() {
        double start = 123_456_789.0;
        for (int i = 5; i < 1000; i++) {
            series.append(i, start + 0.25 * i);
        }

        for (int i = 6; i < 1000; i++) {
            assertThat(series.at(i) - series.at(i - 1)).isCloseTo(0.25, within(1e-4));
        }
    }

    @Test
    void a_counter_that_stands_still_never_falls() {
        double seconds = 772_639.4101830719;
        for (int i = 5; i < 2000; i++) {
            series.append(i, seconds);
            if (i % 3 == 0) seconds += i % 2 == 0 ? 33.0859375 / 7 : 1e-9;
        }

        for (int i = 6; i < 2000; i++) {
            assertThat(series.at(i)).as("slot " + i).isGreaterThanOrEqualTo(series.at(i - 1));
        }
    }

    @Test
    void slots_that_were_not_scraped_are_missing() {
        series.append(7, 1);
        series.append(10, 2);

        assertThat(series.at(4)).isNaN();
        assertThat(series.at(7)).isEqualTo(1);
        assertThat(series.at(8)).isNaN();
        assertThat(series.at(10)).isEqualTo(2);
        assertThat(series.at(11)).isNaN();
    }

    @Test
    void a_held_value_is_there_for_every_scrape_until_it_changes() {
        series.hold(6, 3);
        store.scraped(400);
        assertThat(series.at(6)).isEqualTo(3);
        assertThat(series.at(400)).isEqualTo(3);
        assertThat(series.at(401)).isNaN();

        series.hold(401, 4);
        store.scraped(402);
        assertThat(series.at(400)).isEqualTo(3);
        assertThat(series.at(402)).isEqualTo(4);
    }

    @Test
    void an_ended_series_says_so_and_may_come_back() {
        series.append(6, 3);
        series.end(7);
        series.append(9, 5);

        assertThat(series.endedAt(7)).isTrue();
        assertThat(series.at(7)).isNaN();
        assertThat(series.at(9)).isEqualTo(5);
    }

    @Test
    void a_series_may_end_and_begin_again_in_one_slot() {
        series.append(6, 3);
        series.end(7);
        series.append(7, 1);

        assertThat(series.endedAt(7)).isFalse();
        assertThat(series.at(7)).isEqualTo(1);
    }
}
