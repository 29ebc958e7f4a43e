package io.sreagent.analysis.logs.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HourCountsTest {
    @Test
    void counts_are_those_of_a_map_in_whatever_order_they_come() {
        SplittableRandom random = new SplittableRandom(3);
        Map<Long, Long> expected = new TreeMap<>();
        HourCounts counts = new HourCounts();
        for (int i = 0; i < 2_000; i++) {
            long hour = random.nextInt(300);
            long lines = random.nextInt(50);
            expected.merge(hour, lines, Long::sum);
            counts.add(hour, lines);
        }

        assertThat(counts.size()).isEqualTo(expected.size());
        expected.forEach((hour, lines) -> assertThat(counts.in(hour)).isEqualTo(lines));
        assertThat(counts.in(300)).isZero();
    }

    @Test
    void what_is_forgotten_takes_no_memory() {
        HourCounts counts = new HourCounts();
        for (int hour = 0; hour < 1_000; hour++) counts.add(hour, hour);
        long before = counts.bytes();

        counts.forgetBefore(900);

        assertThat(counts.size()).isEqualTo(100);
        assertThat(counts.in(899)).isZero();
        assertThat(counts.in(900)).isEqualTo(900);
        assertThat(counts.bytes()).isLessThan(before / 5);
    }
}
