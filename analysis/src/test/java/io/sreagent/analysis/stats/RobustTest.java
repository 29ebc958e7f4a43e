package io.sreagent.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RobustTest {
    private final Random random = new Random(3);

    @Test
    void the_median_is_the_middle_of_the_sorted_values_for_any_length() {
        for (int n = 1; n < 60; n++) {
            double[] values = random.doubles(n).toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double expected = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
            assertThat(Robust.median(values)).isEqualTo(expected, within(1e-15));
        }
    }

    @Test
    void gaps_are_left_out_and_nothing_gives_nan() {
        assertThat(Robust.median(Double.NaN, 3, Double.NaN, 1, 2)).isEqualTo(2);
        assertThat(Robust.median()).isNaN();
        assertThat(Robust.spread(new double[] {Double.NaN}, 0)).isNaN();
    }

    @Test
    void a_third_of_outliers_leaves_mad_near_the_true_deviation() {
        double[] values = new double[3000];
        for (int i = 0; i < values.length; i++)
            values[i] = i % 10 == 0 ? 1e6 : 5 + 2 * random.nextGaussian();
        assertThat(Robust.mad(values, Robust.median(values))).isBetween(1.9, 2.6);
    }

    @Test
    void a_sparse_series_has_a_spread_though_its_mad_is_zero() {
        double[] sparse = new double[100];
        sparse[10] = sparse[20] = 5;
        assertThat(Robust.mad(sparse, 0)).isZero();
        assertThat(Robust.spread(sparse, 0)).isPositive();
        assertThat(Robust.spread(new double[] {4, 4, 4}, 4)).isZero();
    }

    @Test
    void quantiles_interpolate_as_type_seven() {
        double[] values = {4, 1, 3, 2};
        assertThat(Robust.quantile(values, 0)).isEqualTo(1);
        assertThat(Robust.quantile(values, 0.5)).isEqualTo(2.5);
        assertThat(Robust.quantile(values, 0.9)).isEqualTo(3.7, within(1e-12));
        assertThat(Robust.quantile(values, 1)).isEqualTo(4);
    }

    @Test
    void a_window_knows_median_and_mad_of_what_it_holds() {
        Window window = new Window(25);
        double[] all = new double[400];
        for (int i = 0; i < all.length; i++) {
            all[i] = Math.round(10 * random.nextGaussian()) / 4.0;
            window.add(all[i]);
            double[] held = Arrays.copyOfRange(all, Math.max(0, i - 24), i + 1);
            assertThat(window.toArray()).containsExactly(held);
            assertThat(window.median()).isEqualTo(Robust.median(held), within(1e-12));
            double[] distance =
                    Arrays.stream(held).map(x -> Math.abs(x - window.median())).sorted().toArray();
            assertThat(window.mad())
                    .isEqualTo(1.482602218505602 * distance[held.length / 2], within(1e-9));
        }
    }

    @Test
    void theil_sen_finds_the_slope_beside_outliers() {
        double[] line = new double[400];
        for (int i = 0; i < line.length; i++)
            line[i] = i % 5 == 0 ? 1e6 : 3 + 0.5 * i + 0.1 * random.nextGaussian();
        TheilSen fit = TheilSen.fit(line);
        assertThat(fit.slope()).isEqualTo(0.5, within(0.01));
        assertThat(TheilSen.fit(new double[] {7}).slope()).isZero();
        assertThat(TheilSen.fit(new double[] {2, Double.NaN, 4}).at(1)).isEqualTo(3);
    }
}
