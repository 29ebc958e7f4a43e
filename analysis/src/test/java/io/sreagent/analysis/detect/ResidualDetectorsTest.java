package io.sreagent.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each residual detector keeps the contract and sees the shape it is for. */
class ResidualDetectorsTest {
    private static final int AT = 400;

    @Nested
    class TheSeasonalResidual extends DetectorContract {
        @Override
        protected Detector detector() {
            return new SeasonalResidual();
        }

        @Override
        void a_constant_series_settles_at_nothing_strange() {
            // Its input is a residual: a constant one that is not 0 is strange.
            assertThat(scores(0, 0, 0)).containsOnly(0);
        }

        @Test
        void sees_a_single_spike() {
            double[] z = noise(1, 1);
            z[AT] = 8;
            assertThat(contrast(z, AT, AT + 1)).isGreaterThan(2);
        }
    }

    @Nested
    class TheEwma extends DetectorContract {
        @Override
        protected Detector detector() {
            return new Ewma();
        }

        @Override
        void a_constant_series_settles_at_nothing_strange() {
            assertThat(scores(0, 0, 0)).containsOnly(0);
        }

        @Test
        void sees_a_shift_of_two_sigmas() {
            assertThat(contrast(shifted(2), AT, AT + 15)).isGreaterThan(1.2);
        }

        @Test
        void takes_a_giant_spike_for_no_more_than_ten_sigmas() {
            double[] z = new double[10];
            z[9] = 1e6;
            assertThat(scores(z)[9]).isLessThan(7);
        }
    }

    @Nested
    class TheCusum extends DetectorContract {
        @Override
        protected Detector detector() {
            return new Cusum();
        }

        @Override
        void a_constant_series_settles_at_nothing_strange() {
            assertThat(scores(0, 0, 0)).containsOnly(0);
        }

        @Test
        void sums_up_a_shift_of_two_sigmas() {
            assertThat(contrast(shifted(2), AT, AT + 20)).isGreaterThan(2);
        }
    }

    @Nested
    class TheRunRule extends DetectorContract {
        @Override
        protected Detector detector() {
            return new RunRule();
        }

        @Override
        void a_constant_series_settles_at_nothing_strange() {
            assertThat(scores(0, 0, 0, 0, 0)).containsOnly(0);
        }

        @Test
        void sees_a_shift_of_five_sigmas_within_four_samples() {
            assertThat(contrast(shifted(5), AT, AT + 4)).isGreaterThan(2);
        }

        @Test
        void ignores_three_values_however_wild() {
            double[] z = noise(1, 1);
            z[AT] = z[AT + 1] = z[AT + 2] = 100;
            assertThat(contrast(z, AT, AT + 10)).isLessThan(4);
        }
    }

    @Nested
    class TheDrift extends DetectorContract {
        @Override
        protected Detector detector() {
            return new Drift();
        }

        @Override
        void a_constant_series_settles_at_nothing_strange() {
            assertThat(scores(new double[100])).containsOnly(0);
        }

        @Test
        void sees_a_climb_before_it_has_left_three_sigmas() {
            double[] z = noise(1, 1);
            for (int i = AT; i < z.length; i++) z[i] += 0.05 * (i - AT);
            assertThat(contrast(z, AT, AT + 60)).isGreaterThan(1.5);
        }
    }

    @Nested
    class TheUnrest extends DetectorContract {
        @Override
        protected Detector detector() {
            return new Unrest();
        }

        @Test
        void sees_four_times_the_noise_but_no_shift() {
            double[] restless = noise(1, 1);
            for (int i = AT; i < restless.length; i++) restless[i] *= 4;
            assertThat(contrast(restless, AT, AT + 20)).isGreaterThan(1.5);
            assertThat(contrast(shifted(5), AT, AT + 20)).isLessThan(1.5);
        }
    }

    @Nested
    class TheFlatline extends DetectorContract {
        @Override
        protected Detector detector() {
            return new Flatline();
        }

        @Test
        void sees_a_noisy_series_freeze() {
            double[] values = noise(1, 1);
            for (int i = AT; i < values.length; i++) values[i] = values[AT - 1];
            assertThat(scores(values)[AT + 5]).isGreaterThan(20);
        }

        @Test
        void forgives_a_series_that_often_repeats() {
            double[] values = new double[600];
            for (int i = 0; i < values.length; i++) values[i] = i / 20;
            assertThat(scores(values)[595]).isLessThan(3);
        }
    }

    @Nested
    class TheAbsence extends DetectorContract {
        @Override
        protected Detector detector() {
            return new Absence();
        }

        @Test
        void sees_a_steady_series_stop() {
            double[] values = noise(1, 1);
            for (int i = AT; i < values.length; i++) values[i] = Double.NaN;
            assertThat(scores(values)[AT + 3]).isGreaterThan(15);
        }

        @Test
        void forgives_a_series_that_comes_every_other_time() {
            double[] values = noise(1, 1);
            for (int i = 0; i < values.length; i += 2) values[i] = Double.NaN;
            for (double score : java.util.Arrays.copyOfRange(scores(values), 100, 600))
                assertThat(score).isLessThan(1);
        }
    }

    private static double[] shifted(double by) {
        double[] z = DetectorContract.noise(1, 1);
        for (int i = AT; i < z.length; i++) z[i] += by;
        return z;
    }
}
