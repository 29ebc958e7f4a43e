package io.sreagent.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TailTest {
    private final Random random = new Random(5);

    @Test
    void normal_tails_agree_with_tables() {
        assertThat(Normal.tail(0)).isEqualTo(0.5, within(1e-7));
        assertThat(Normal.tail(1.959963985)).isEqualTo(0.025, within(1e-8));
        assertThat(Normal.tail(-1)).isEqualTo(0.841344746, within(1e-7));
        assertThat(Normal.tail(10) / 7.619853e-24).isEqualTo(1, within(1e-5));
        assertThat(Normal.quantile(0.999)).isEqualTo(3.0902323, within(1e-5));
        assertThat(Normal.quantile(1e-9)).isEqualTo(-5.9978070, within(1e-5));
    }

    @Test
    void a_pareto_fit_recovers_a_heavy_tail() {
        double[] excesses = new double[4000];
        for (int i = 0; i < excesses.length; i++)
            excesses[i] = 2 / 0.3 * (Math.pow(random.nextDouble(), -0.3) - 1);
        ParetoTail fit = ParetoTail.fit(excesses, 1e-9);
        assertThat(fit.shape()).isBetween(0.22, 0.38);
        assertThat(fit.scale()).isBetween(1.7, 2.4);
        assertThat(fit.beyond(fit.excessAt(1e-6))).isEqualTo(1e-6, within(1e-9));
    }

    @Test
    void inside_the_past_it_counts() {
        Tail tail = Tail.of(new double[] {1, 2, 3, 4, Double.NaN}, 0.1);
        assertThat(tail.beyond(0)).isEqualTo(1);
        assertThat(tail.beyond(2)).isEqualTo(4 / 5.0);
        assertThat(tail.beyond(Double.NaN)).isEqualTo(1);
    }

    @Test
    void beyond_the_past_the_probability_is_right_within_a_factor_of_eight() {
        double[] past = random.doubles(20_000).map(u -> -Math.log(u)).toArray();
        Tail tail = Tail.of(past, 0.01);
        for (double p : new double[] {1e-3, 1e-5, 1e-6})
            assertThat(tail.beyond(-Math.log(p)) / p).isBetween(0.125, 8.0);
        assertThat(tail.at(1e-4)).isEqualTo(-Math.log(1e-4), within(2.0));
    }

    @Test
    void more_is_never_more_probable() {
        Tail tail = Tail.of(random.doubles(500).map(u -> u * u).toArray(), 0.01);
        double before = 1;
        for (double x = -1; x < 3; x += 0.001) {
            assertThat(tail.beyond(x)).isLessThanOrEqualTo(before);
            before = tail.beyond(x);
        }
    }

    @Test
    void a_past_of_constants_or_infinities_or_nothing_is_defined() {
        assertThat(Tail.of(new double[1000], 0.5).beyond(0)).isEqualTo(1);
        assertThat(Tail.of(new double[1000], 0.5).beyond(100)).isBetween(1e-300, 1e-6);
        assertThat(Tail.of(new double[0], 0.5).beyond(7)).isEqualTo(1);
        double[] wild = {1, Double.POSITIVE_INFINITY, 1e300, 2, -1e300, 3, 4, 5, 6, 7, 8};
        assertThat(Tail.of(wild, 0.5).beyond(9)).isBetween(0.0, 1.0);
    }

    @Test
    void combining_keeps_what_one_sees_and_holds_for_copies() {
        assertThat(CombinedP.cauchy(1e-10, 0.8, 0.9)).isEqualTo(3e-10, within(1e-10));
        assertThat(CombinedP.cauchy(0.01, 0.01, 0.01)).isEqualTo(0.01, within(1e-9));
        assertThat(CombinedP.cauchy(Double.NaN, 0.3)).isEqualTo(0.3, within(1e-9));
        assertThat(CombinedP.cauchy()).isEqualTo(1);
        assertThat(CombinedP.cauchy(1, 1)).isGreaterThan(0.9);
        assertThat(CombinedP.harmonic(1e-6, 1, 1)).isBetween(3e-6, 1e-5);
    }

    @Test
    void a_law_without_scale_is_refused() {
        assertThatThrownBy(() -> new ParetoTail(0.1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scale");
    }
}
