package io.sreagent.learned;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.detect.Detector;
import io.sreagent.analysis.detect.DetectorContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each trained detector keeps the contract and sees a stretch unlike all before. */
class LearnedDetectorsTest {
    private static final int AT = 480;

    @Nested
    class TheCutForest extends Waves {
        @Override
        protected Detector detector() {
            return new CutForest();
        }
    }

    @Nested
    class TheOneClassSvm extends Waves {
        @Override
        protected Detector detector() {
            return new OneClassSvm();
        }
    }

    @Nested
    class TheAutoencoder extends Waves {
        @Override
        protected Detector detector() {
            return new Autoencoder();
        }
    }

    abstract static class Waves extends DetectorContract {
        @Test
        void sees_a_spike_between_the_waves() {
            double[] values = noise(1, 0.5);
            for (int i = 0; i < values.length; i++)
                values[i] += 10 * Math.sin(2 * Math.PI * i / 48);
            values[AT + 3] += 25;
            double[] scores = scores(values);
            double usual = 1e-9;
            for (int i = 320; i < AT; i++) usual = Math.max(usual, scores[i]);
            assertThat(scores[AT + 3]).isGreaterThan(1.2 * usual);
        }
    }
}
