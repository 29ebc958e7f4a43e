package io.sreagent.analysis.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicaPlanTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Capacity TEN_EACH = new Capacity(10, 10, Capacity.Bound.CPU, 100);
    private static final ReplicaLimits LIMITS = new ReplicaLimits(2, 20, Duration.ofHours(1), 0.5);

    /** One value an hour with an interval of ±10 %. */
    private static Forecast load(double... qps) {
        return new Forecast(
                "test",
                NOON,
                Duration.ofHours(1),
                qps,
                Arrays.stream(qps).map(value -> value * 0.9).toArray(),
                Arrays.stream(qps).map(value -> value * 1.1).toArray(),
                0.95);
    }

    private static List<Integer> instances(ReplicaLimits limits, int running, double... qps) {
        return new ReplicaPlan(limits)
                .of(load(qps), TEN_EACH, running, Instant.MIN).stream()
                        .map(PlannedHour::instances)
                        .toList();
    }

    @Test
    void grows_at_once_to_what_the_hour_needs() {
        assertThat(instances(LIMITS, 2, 50, 100)).containsExactly(6, 11);
    }

    @Test
    void never_leaves_its_limits() {
        assertThat(instances(LIMITS, 4, 1, 1000, 1)).containsExactly(4, 20, 10);
    }

    @Test
    void shrinks_by_at_most_the_allowed_share() {
        assertThat(instances(LIMITS, 16, 20, 20, 20, 20)).containsExactly(8, 4, 3, 3);
    }

    @Test
    void waits_for_the_cool_down_between_reductions() {
        ReplicaLimits patient = new ReplicaLimits(1, 20, Duration.ofHours(3), 0.5);

        assertThat(instances(patient, 16, 20, 20, 20, 20)).containsExactly(8, 8, 8, 4);
    }

    @Test
    void keeps_for_an_hour_what_the_next_needs_again() {
        assertThat(instances(LIMITS, 6, 20, 50, 50)).containsExactly(6, 6, 6);
    }

    @Test
    void confidence_falls_where_the_most_replicas_do_not_suffice() {
        List<PlannedHour> plan =
                new ReplicaPlan(LIMITS).of(load(100, 200, 230), TEN_EACH, 5, Instant.MIN);

        assertThat(plan.get(0).confidence()).isGreaterThan(0.95);
        assertThat(plan.get(1).confidence()).isEqualTo(0.5);
        assertThat(plan.get(2).confidence()).isLessThan(0.05);
        assertThat(plan.get(2).needed()).isEqualTo(26);
    }

    @Test
    void hours_of_a_minute_grid_take_their_highest_minute() {
        double[] qps = new double[120];
        Arrays.fill(qps, 10);
        qps[30] = 80;
        Forecast minutes = new Forecast("test", NOON, Duration.ofMinutes(1), qps, qps, qps, 0.95);

        List<PlannedHour> plan = new ReplicaPlan(LIMITS).of(minutes, TEN_EACH, 8, Instant.MIN);

        assertThat(plan).hasSize(2);
        assertThat(plan.get(0).instances()).isEqualTo(8);
        assertThat(plan.get(1).needed()).isEqualTo(1);
        assertThat(plan.get(1).from()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }
}
