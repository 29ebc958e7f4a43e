package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LaggedCorrelationTest {
    private static Series series(String name, double... values) {
        Metric metric = new Metric(name, Shop.at(name), Unit.NONE, Hurts.UP, name);
        return new Series(metric, Instant.EPOCH, Duration.ofSeconds(30), values);
    }

    private static double[] noise(int seed) {
        return new Random(seed).doubles(200).toArray();
    }

    private static double[] later(double[] values, int steps) {
        double[] later = noise(99);
        for (int i = steps; i < later.length; i++) later[i] = 5 - values[i - steps];
        return later;
    }

    @Test
    void the_one_that_moves_first_leads_by_as_many_steps() {
        double[] first = noise(1);
        List<LaggedCorrelation.Pair> pairs =
                LaggedCorrelation.strongest(
                        List.of(series("cart", first), series("payment", later(first, 3))), 5, 0.8);

        assertThat(pairs)
                .singleElement()
                .satisfies(
                        pair -> {
                            assertThat(pair.lag()).isEqualTo(3);
                            assertThat(pair.r()).isCloseTo(-1, within(0.01));
                            assertThat(pair.p()).isLessThan(1e-6);
                        });
    }

    @Test
    void order_of_the_two_turns_the_sign_of_the_lag() {
        double[] first = noise(1);

        assertThat(
                        LaggedCorrelation.strongest(
                                        List.of(
                                                series("payment", later(first, 3)),
                                                series("cart", first)),
                                        5,
                                        0.8)
                                .getFirst()
                                .lag())
                .isEqualTo(-3);
    }

    @Test
    void strangers_are_not_told_of() {
        assertThat(
                        LaggedCorrelation.strongest(
                                List.of(series("cart", noise(1)), series("payment", noise(2))),
                                5,
                                0.5))
                .isEmpty();
    }

    @Test
    void gap_and_a_constant_break_nothing() {
        double[] holes = noise(1);
        for (int i = 0; i < holes.length; i += 3) holes[i] = Double.NaN;

        List<LaggedCorrelation.Pair> pairs =
                LaggedCorrelation.strongest(
                        List.of(
                                series("cart", holes),
                                series("payment", noise(1)),
                                series("redis", new double[200])),
                        2,
                        0.5);

        assertThat(pairs).singleElement().satisfies(p -> assertThat(p.samples()).isEqualTo(133));
    }
}
