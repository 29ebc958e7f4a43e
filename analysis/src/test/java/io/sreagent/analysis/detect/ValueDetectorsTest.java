package io.sreagent.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each detector on raw values keeps the contract and sees the shape it is for. */
class ValueDetectorsTest {
    private static final int AT = 500;

    /** A spike of eight sigmas on a level of 50 must stand out from all before it. */
    abstract static class SeesASpike extends DetectorContract {
        @Test
        void a_spike_stands_out() {
            double[] values = noise(4, 1);
            for (int i = 0; i < values.length; i++) values[i] += 50;
            values[AT] += 12;
            assertThat(contrast(values, AT, AT + 1)).isGreaterThan(1.2);
        }
    }

    @Nested
    class TheLocalLevel extends SeesASpike {
        @Override
        protected Detector detector() {
            return new LocalLevel();
        }
    }

    @Nested
    class TheSeasonalLevel extends SeesASpike {
        @Override
        protected Detector detector() {
            return new SeasonalLevel();
        }

        @Test
        void a_missing_peak_of_the_season_stands_out() {
            Grid daily = new Grid(Load.MONDAY, Duration.ofMinutes(30), 48);
            Detector.Run run = detector().start(daily);
            Random random = new Random(1);
            double usual = 0;
            double lost = 0;
            for (int i = 0; i < 48 * 10; i++) {
                boolean peak = i % 48 >= 20 && i % 48 < 26 && i < 48 * 9;
                double score = run.next((peak ? 30 : 10) + random.nextGaussian());
                if (i >= 48 * 5 && i < 48 * 9) usual = Math.max(usual, score);
                if (i >= 48 * 9) lost = Math.max(lost, score);
            }
            assertThat(lost).isGreaterThan(2 * usual);
        }
    }

    @Nested
    class TheSeasonalDrift extends SeesASpike {
        @Override
        protected Detector detector() {
            return new SeasonalDrift();
        }

        @Test
        void an_outage_stays_strange_until_it_is_over() {
            Grid daily = new Grid(Load.MONDAY, Duration.ofMinutes(30), 48);
            Detector.Run run = detector().start(daily);
            Random random = new Random(3);
            double out = Double.POSITIVE_INFINITY;
            double after = 0;
            for (int i = 0; i < 48 * 10; i++) {
                boolean outage = i >= 400 && i < 415;
                double load = 100 + 40 * Math.sin(2 * Math.PI * i / 48);
                double score = run.next((outage ? 0 : load) + random.nextGaussian());
                if (outage) out = Math.min(out, score);
                if (i >= 415 && i < 430) after = Math.max(after, score);
            }
            assertThat(out).isGreaterThan(10);
            assertThat(after).isLessThan(6);
        }

        @Test
        void a_new_level_is_believed_after_a_while() {
            double[] values = noise(4, 1);
            for (int i = 250; i < values.length; i++) values[i] += 40;
            double[] scores = scores(values);
            assertThat(scores[260]).isGreaterThan(6);
            assertThat(scores[250 + 200]).isLessThan(6);
        }
    }

    @Nested
    class TheNovelty extends SeesASpike {
        @Override
        protected Detector detector() {
            return new Novelty();
        }

        @Override
        @Test
        void a_spike_stands_out() {
            // So short a past ends the scale at log₁₀ 401 − ½: that much it has to say.
            double[] values = noise(4, 1);
            values[AT] += 12;
            assertThat(scores(values)[AT]).isGreaterThan(2);
        }

        @Test
        void louder_noise_on_the_same_level_is_news() {
            double[] values = noise(4, 1);
            for (int i = AT; i < values.length; i++) values[i] *= 6;
            double[] scores = scores(values);
            double before = Arrays.stream(scores, 200, AT).average().orElseThrow();
            double after = Arrays.stream(scores, AT, AT + 60).average().orElseThrow();
            assertThat(after).isGreaterThan(2 * before);
        }
    }

    @Nested
    class TheJump extends SeesASpike {
        @Override
        protected Detector detector() {
            return new Jump();
        }
    }

    @Nested
    class ThreeSigma extends SeesASpike {
        @Override
        protected Detector detector() {
            return new WindowScore(WindowScore.By.THREE_SIGMA);
        }

        @Test
        void a_level_of_a_billion_costs_no_digits() {
            double[] values = noise(4, 1);
            for (int i = 0; i < values.length; i++) values[i] += 1e9;
            values[AT] += 10;
            assertThat(scores(values)[AT]).isBetween(8.0, 12.5);
        }
    }

    @Nested
    class TheMad extends SeesASpike {
        @Override
        protected Detector detector() {
            return new WindowScore(WindowScore.By.MAD);
        }
    }

    @Nested
    class TheIqr extends SeesASpike {
        @Override
        protected Detector detector() {
            return new WindowScore(WindowScore.By.IQR);
        }
    }

    @Nested
    class TheSpot extends SeesASpike {
        @Override
        protected Detector detector() {
            return new Spot();
        }
    }

    @Nested
    class TheArResidual extends SeesASpike {
        @Override
        protected Detector detector() {
            return new ArResidual();
        }

        @Test
        void an_oscillation_is_foreseen_until_it_breaks() {
            double[] values = noise(3, 0.1);
            for (int i = 0; i < values.length; i++) values[i] += 10 * Math.sin(i * 0.9);
            values[AT] -= 5;
            assertThat(contrast(values, AT, AT + 1)).isGreaterThan(2);
        }
    }

    @Nested
    class TheDbscan extends SeesASpike {
        @Override
        protected Detector detector() {
            return new Dbscan();
        }

        @Test
        void the_empty_middle_between_two_levels_is_noise() {
            double[] values = noise(3, 1);
            for (int i = 0; i < values.length; i++) values[i] += i % 2 == 0 ? 0 : 100;
            values[AT] = 50;
            assertThat(contrast(values, AT, AT + 1)).isGreaterThan(2);
        }
    }

    @Nested
    class TheSpectralResidual extends SeesASpike {
        @Override
        protected Detector detector() {
            return new SpectralResidual();
        }
    }

    @Nested
    class TheIsolationForest extends DetectorContract {
        @Override
        protected Detector detector() {
            return new IsolationForest();
        }

        @Override
        void a_constant_series_settles_at_nothing_strange() {
            assertThat(scores(new double[600])).containsOnly(0);
        }

        @Test
        void a_spike_is_isolated_sooner_than_the_usual() {
            double[] values = noise(4, 1);
            values[AT] = 12;
            double[] scores = scores(values);
            assertThat(scores[AT]).isGreaterThan(6.5);
            assertThat(io.sreagent.analysis.stats.Robust.median(scores)).isLessThan(5.5);
        }
    }

    @Nested
    class TheDiscord extends DetectorContract {
        @Override
        protected Detector detector() {
            return new Discord();
        }

        @Test
        void a_new_shape_is_told_from_a_rhythm_that_repeats() {
            double[] values = noise(4, 0.05);
            for (int i = 0; i < values.length; i++)
                values[i] += i > AT ? (i / 3 % 2) : Math.sin(i * 2 * Math.PI / 24);
            assertThat(contrast(values, AT, AT + 30)).isGreaterThan(2);
        }
    }

    @Nested
    class TheChangePoint extends DetectorContract {
        @Override
        protected Detector detector() {
            return new BayesianChangePoint();
        }

        @Test
        void a_shift_of_three_sigmas_makes_the_run_young() {
            double[] values = noise(4, 1);
            for (int i = AT; i < values.length; i++) values[i] += 3;
            assertThat(scores(values)[AT + 8]).isGreaterThan(2);
            assertThat(scores(values)[AT - 1]).isLessThan(1);
        }
    }
}
