package io.sreagent.analysis.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CapacityModelTest {

    private static final CapacityModel MODEL = new CapacityModel(0.7, 0.5);

    /** Loads of 10 to 60 a replica, 4 replicas. */
    private static List<Observation> past(DoubleUnaryOperator cpu, DoubleUnaryOperator latency) {
        Random random = new Random(1);
        return IntStream.range(0, 400)
                .mapToObj(
                        i -> {
                            double load = 10 + 50 * random.nextDouble();
                            double noise = 1 + 0.03 * random.nextGaussian();
                            return new Observation(
                                    4 * load,
                                    4,
                                    cpu.applyAsDouble(load) * noise,
                                    latency.applyAsDouble(load) * noise);
                        })
                .toList();
    }

    @Test
    void capacity_is_where_cpu_reaches_its_target() {
        Capacity capacity =
                MODEL.learn(past(load -> 0.05 + 0.01 * load, load -> 0.02)).orElseThrow();

        assertThat(capacity.bound()).isEqualTo(Capacity.Bound.CPU);
        assertThat(capacity.perReplica()).isCloseTo(65, within(3.0));
        assertThat(capacity.cautious()).isLessThan(capacity.perReplica());
    }

    @Test
    void queueing_sets_the_limit_before_cpu_does() {
        Capacity capacity =
                MODEL.learn(past(load -> 0.004 * load, load -> 0.1 / (1 - load / 80)))
                        .orElseThrow();

        // 0.5 s = 0.1 s / (1 − load/80)
        assertThat(capacity.bound()).isEqualTo(Capacity.Bound.LATENCY);
        assertThat(capacity.perReplica()).isCloseTo(64, within(4.0));
    }

    @Test
    void nobody_is_promised_more_than_half_again_of_what_was_ever_seen() {
        Capacity capacity = MODEL.learn(past(load -> 0.001 * load, load -> 0.02)).orElseThrow();

        assertThat(capacity.bound()).isEqualTo(Capacity.Bound.NOTHING_SEEN);
        assertThat(capacity.perReplica()).isLessThan(91);
        assertThat(capacity.cautious()).isLessThan(61);
    }

    @Test
    void works_where_cpu_was_never_measured() {
        Capacity capacity =
                MODEL.learn(past(load -> Double.NaN, load -> 0.1 / (1 - load / 80))).orElseThrow();

        assertThat(capacity.bound()).isEqualTo(Capacity.Bound.LATENCY);
    }

    @Test
    void a_dozen_observations_are_the_least() {
        List<Observation> few = past(load -> 0.01 * load, load -> 0.02).subList(0, 11);

        assertThat(MODEL.learn(few)).isEmpty();
    }

    @Test
    void observations_without_replicas_count_for_nothing() {
        List<Observation> down =
                IntStream.range(0, 50).mapToObj(i -> new Observation(0, 0, 0.1, 0.1)).toList();

        assertThat(MODEL.learn(down)).isEmpty();
    }

    @Test
    void refuses_a_target_that_is_no_share() {
        assertThatThrownBy(() -> new CapacityModel(70, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CPU target 70");
    }
}
