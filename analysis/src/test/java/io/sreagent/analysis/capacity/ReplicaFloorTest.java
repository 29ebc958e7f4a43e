package io.sreagent.analysis.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReplicaFloorTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Capacity TEN = new Capacity(12, 10, Capacity.Bound.CPU, 100);
    private static final double[] STEADY = {50, 50, 50, 50, 50, 50};

    /** Requests per second every five minutes from now on. */
    private static Forecast load(double... mean) {
        double[] upper = Arrays.stream(mean).map(value -> value + 30).toArray();
        return new Forecast("test", NOW, Duration.ofMinutes(5), mean, mean, upper, 0.9);
    }

    @Test
    void replicas_are_there_for_what_the_next_quarter_of_an_hour_brings_and_not_for_later() {
        assertThat(ReplicaFloor.of(load(50, 55, 61, 64, 200, 300), STEADY, NOW, TEN)).isEqualTo(7);
    }

    @Test
    void a_rise_that_no_rhythm_tells_is_continued_until_a_replica_can_serve() {
        double[] surge = {50, 50, 53, 56, 60, 62}; // 61 now, 11 in four minutes

        assertThat(ReplicaFloor.of(load(50, 50, 50, 50), surge, NOW, TEN)).isEqualTo(8);
    }

    @Test
    void a_fall_is_not_continued() {
        double[] fall = {80, 80, 70, 60, 50, 50};

        assertThat(ReplicaFloor.of(load(40, 40, 40, 40), fall, NOW, TEN)).isEqualTo(5);
    }

    @Test
    void with_a_gap_in_the_last_minutes_the_forecast_decides_alone() {
        double[] gap = {50, 90, 90, 90, 90, Double.NaN};

        assertThat(ReplicaFloor.of(load(40, 40, 40, 40), gap, NOW, TEN)).isEqualTo(4);
        assertThat(ReplicaFloor.of(load(40, 40, 40, 40), new double[0], NOW, TEN)).isEqualTo(4);
    }

    @Test
    void no_load_keeps_one_replica() {
        assertThat(ReplicaFloor.of(load(0, 0), new double[MINUTES], NOW, TEN)).isEqualTo(1);
    }

    private static final int MINUTES = ReplicaFloor.MINUTES;
}
