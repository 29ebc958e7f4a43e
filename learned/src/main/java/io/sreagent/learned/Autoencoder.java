package io.sreagent.learned;

import io.sreagent.analysis.detect.Detector;
import io.sreagent.analysis.detect.Grid;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Window;
import java.util.Random;
import java.util.Set;

/**
 * Flags stretches that a small network cannot draw from memory: an autoencoder that learns while it
 * watches.
 *
 * <p>Input: the value itself. The last {@value #LENGTH} values, less the median and over the MAD of
 * the last 2,000, cut at ±10, go through {@value #HIDDEN} units with tanh and back; the error is
 * the root mean square difference. Score: how far the error lies above the median of the last
 * 2,000, over their MAD. After each value one step of stochastic gradient descent on it and one on
 * a stretch from the past, so that calm weeks do not wash out what a day looks like; a stretch with
 * a score above {@value #STRANGE} is not learned. 0 for the first {@value #LEARNING}. A gap is
 * bridged by the last value and has no opinion. Seeded. Source: M. Sakurada, T. Yairi, MLSDA 2014.
 * Cost: about 2,500 multiplications. Plain Java: a network of this size gains nothing from an
 * engine.
 */
public final class Autoencoder implements Detector {
    private static final int LENGTH = 24;
    private static final int HIDDEN = 8;
    private static final int LEARNING = 300;
    private static final int PAST = 2000;
    private static final double RATE = 0.01;
    private static final double STRANGE = 10;
    private static final double LEAST = 0.02;

    @Override
    public String name() {
        return "autoencoder";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT, AnomalyKind.PERIODIC, AnomalyKind.VARIANCE);
    }

    @Override
    public Run start(Grid grid) {
        return new Drawing();
    }

    private static final class Drawing implements Run {
        private final Random random = new Random(42);
        private final double[][] in = weights(HIDDEN, LENGTH);
        private final double[][] out = weights(LENGTH, HIDDEN);
        private final double[] inBase = new double[HIDDEN];
        private final double[] outBase = new double[LENGTH];
        private final double[] hidden = new double[HIDDEN];
        private final double[] wrong = new double[LENGTH];
        private final double[] last = new double[LENGTH];
        private final double[][] stretches = new double[PAST][];
        private final Window values = new Window(PAST);
        private final Window errors = new Window(PAST);
        private int kept;
        private int n;

        @Override
        public double next(double value) {
            boolean gap = !Double.isFinite(value);
            if (gap && n == 0) return Double.NaN;
            double x = gap ? last[LENGTH - 1] : Math.clamp(value, -1e150, 1e150);
            System.arraycopy(last, 1, last, 0, LENGTH - 1);
            last[LENGTH - 1] = x;
            n++;
            values.add(x);
            double scale = values.mad();
            if (n < 2 * LENGTH || !(scale > 1e-12 * Math.abs(values.median())))
                return gap ? Double.NaN : 0;
            double[] stretch = new double[LENGTH];
            for (int i = 0; i < LENGTH; i++)
                stretch[i] = Math.clamp((last[i] - values.median()) / scale, -10, 10);
            double error = draw(stretch);
            double above = Math.max(0, error - errors.median());
            double score = n < LEARNING ? 0 : above / Math.max(LEAST, errors.mad());
            errors.add(error);
            if (score <= STRANGE) learn(stretch);
            return gap ? Double.NaN : score;
        }

        private void learn(double[] stretch) {
            correct(stretch);
            stretches[kept++ % PAST] = stretch;
            double[] old = stretches[random.nextInt(Math.min(kept, PAST))];
            draw(old);
            correct(old);
        }

        /** Root mean square difference between a stretch and its drawing. */
        private double draw(double[] stretch) {
            for (int h = 0; h < HIDDEN; h++) {
                double sum = inBase[h];
                for (int i = 0; i < LENGTH; i++) sum += in[h][i] * stretch[i];
                hidden[h] = Math.tanh(sum);
            }
            double squares = 0;
            for (int i = 0; i < LENGTH; i++) {
                double sum = outBase[i];
                for (int h = 0; h < HIDDEN; h++) sum += out[i][h] * hidden[h];
                wrong[i] = sum - stretch[i];
                squares += wrong[i] * wrong[i];
            }
            return Math.sqrt(squares / LENGTH);
        }

        /** One step down the gradient of what was just drawn, each error cut at 1. */
        private void correct(double[] stretch) {
            double[] back = new double[HIDDEN];
            for (int i = 0; i < LENGTH; i++) {
                double error = Math.clamp(wrong[i], -1, 1);
                for (int h = 0; h < HIDDEN; h++) {
                    back[h] += out[i][h] * error;
                    out[i][h] -= RATE * error * hidden[h];
                }
                outBase[i] -= RATE * error;
            }
            for (int h = 0; h < HIDDEN; h++) {
                double error = Math.clamp(back[h], -1, 1) * (1 - hidden[h] * hidden[h]);
                for (int i = 0; i < LENGTH; i++)
                    in[h][i] -= RATE * error * Math.clamp(stretch[i], -3, 3);
                inBase[h] -= RATE * error;
            }
        }

        private double[][] weights(int rows, int columns) {
            double[][] weights = new double[rows][columns];
            double spread = 1 / Math.sqrt(columns);
            for (double[] row : weights)
                for (int i = 0; i < columns; i++) row[i] = spread * random.nextGaussian() / 2;
            return weights;
        }
    }
}
