package io.sreagent.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Detectors that learn a model of the series: each keeps the contract and sees what it is for. */
class ModelDetectorsTest {
    private static final int PERIOD = 48;
    private static final int AT = 480;

    @Nested
    class TheStlResidual extends Seasonal {
        @Override
        protected Detector detector() {
            return ForecastResidual.stl();
        }
    }

    @Nested
    class TheProphetResidual extends Seasonal {
        @Override
        protected Detector detector() {
            return ForecastResidual.prophetStyle();
        }
    }

    @Nested
    class TheLstmResidual extends Seasonal {
        @Override
        protected Detector detector() {
            return ForecastResidual.lstm();
        }
    }

    @Nested
    class TheSubspace extends DetectorContract {
        @Override
        protected Detector detector() {
            return new Subspace();
        }

        @Test
        void sees_a_shape_that_none_of_its_axes_has() {
            double[] values = waves(1);
            for (int i = AT; i < AT + 12; i++) values[i] += 3 * (i % 2 == 0 ? 1 : -1);
            assertThat(contrast(values, AT, AT + 12)).isGreaterThan(1.5);
        }
    }

    @Nested
    class TheLostSeason extends DetectorContract {
        @Override
        protected Detector detector() {
            return new LostSeason();
        }

        @Override
        protected Grid grid() {
            return new Grid(Load.MONDAY, Duration.ofMinutes(30), PERIOD);
        }

        @Test
        void sees_a_rhythm_that_is_gone_though_no_value_is_new() {
            double[] values = waves(1);
            Random random = new Random(5);
            for (int i = AT; i < values.length; i++)
                values[i] = 10 * Math.sin(2 * Math.PI * random.nextDouble());
            assertThat(scores(values)[AT + PERIOD]).isGreaterThan(5);
            assertThat(contrast(values, AT, AT + PERIOD)).isGreaterThan(1.5);
        }

        @Test
        void a_series_without_a_rhythm_has_none_to_lose() {
            assertThat(scores(noise(3, 1))).containsOnly(0);
        }
    }

    @Nested
    class TheRecentChange extends DetectorContract {
        @Override
        protected Detector detector() {
            return new RecentChange();
        }

        @Test
        void sees_a_shift_of_three_sigmas_within_ten_samples_and_forgets_it() {
            double[] z = noise(1, 1);
            for (int i = AT; i < z.length; i++) z[i] += 3;
            double[] scores = scores(z);
            assertThat(scores[AT + 10]).isGreaterThan(6);
            assertThat(scores[AT + 60]).isZero();
        }
    }

    abstract static class Seasonal extends DetectorContract {
        @Override
        protected Grid grid() {
            return new Grid(Load.MONDAY, Duration.ofMinutes(30), PERIOD);
        }

        @Test
        void sees_a_value_that_is_usual_by_night_but_not_by_day() {
            double[] values = waves(1);
            int noon = AT + PERIOD / 4;
            values[noon] = 0;
            assertThat(contrast(values, noon, noon + 1)).isGreaterThan(1.5);
        }
    }

    private static double[] waves(double sigma) {
        double[] values = DetectorContract.noise(1, sigma);
        for (int i = 0; i < values.length; i++)
            values[i] += 10 * Math.sin(2 * Math.PI * i / PERIOD);
        return values;
    }
}
