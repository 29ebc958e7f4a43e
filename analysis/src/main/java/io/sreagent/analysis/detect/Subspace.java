package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Window;
import java.util.Set;

/**
 * Flags stretches that lie outside the few shapes the series is made of: principal components of
 * its own past.
 *
 * <p>Input: the value itself. The last m = {@value #LAGS} values are a point; the {@value
 * #COMPONENTS} strongest directions of the last {@value #PAST} points are found by power iteration,
 * anew every quarter of them. Score: length of the point's part outside these directions over the
 * median such length, less 1, at least 0; 0 until {@value #PAST}/4 points are known. A gap is
 * bridged by the last value and has no opinion. Source: A. Lakhina, M. Crovella, C. Diot, SIGCOMM
 * 2004; on lags V. Moskvina, A. Zhigljavsky, 2003. Cost: O(components · m) a value, O(past · m²) a
 * quarter of the past.
 */
public final class Subspace implements Detector {
    private static final int LAGS = 24;
    private static final int COMPONENTS = 4;
    private static final int PAST = 1000;
    private static final int TURNS = 30;

    @Override
    public String name() {
        return "subspace";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT, AnomalyKind.PERIODIC, AnomalyKind.VARIANCE);
    }

    @Override
    public Run start(Grid grid) {
        return new Projecting();
    }

    private static final class Projecting implements Run {
        private final double[] ring = new double[PAST + LAGS];
        private final Window lengths = new Window(PAST);
        private final double[] mean = new double[LAGS];
        private double[][] axes = new double[0][];
        private int n;
        private double scale = 1;

        @Override
        public double next(double value) {
            boolean gap = !Double.isFinite(value);
            if (gap && n == 0) return Double.NaN;
            double x = gap ? at(0) : Math.clamp(value, -1e100, 1e100);
            ring[n++ % ring.length] = x;
            if (n < PAST / 4 + LAGS) return gap ? Double.NaN : 0;
            if (axes.length == 0 || n % (PAST / 4) == 0) learn();
            double length = outside();
            double usual = lengths.size() < 30 ? 0 : lengths.median();
            double score = usual > 0 ? Math.max(0, Surprise.of(length, usual, false) - 1) : 0;
            lengths.add(length);
            return gap ? Double.NaN : score;
        }

        private double at(int back) {
            return ring[Math.floorMod(n - 1 - back, ring.length)];
        }

        private double[] point(int back) {
            double[] point = new double[LAGS];
            for (int i = 0; i < LAGS; i++) point[i] = at(back + i) / scale;
            return point;
        }

        private double outside() {
            double[] rest = point(0);
            for (int i = 0; i < LAGS; i++) rest[i] -= mean[i];
            for (double[] axis : axes) {
                double along = dot(rest, axis);
                for (int i = 0; i < LAGS; i++) rest[i] -= along * axis[i];
            }
            double length = Math.sqrt(dot(rest, rest));
            return length <= 1e-9 * size(point(0)) ? 0 : Math.min(length, 1e150);
        }

        private static double size(double[] point) {
            return Math.sqrt(dot(point, point));
        }

        private void learn() {
            int points = Math.min(n, PAST + LAGS) - LAGS;
            scale = 1e-300;
            for (int back = 0; back < points; back++) scale = Math.max(scale, Math.abs(at(back)));
            java.util.Arrays.fill(mean, 0);
            for (int back = 0; back < points; back++)
                for (int i = 0; i < LAGS; i++) mean[i] += at(back + i) / scale / points;
            double[][] spread = new double[LAGS][LAGS];
            for (int back = 0; back < points; back++) {
                double[] point = point(back);
                for (int i = 0; i < LAGS; i++)
                    for (int j = 0; j <= i; j++)
                        spread[i][j] += (point[i] - mean[i]) * (point[j] - mean[j]);
            }
            for (int i = 0; i < LAGS; i++)
                for (int j = i + 1; j < LAGS; j++) spread[i][j] = spread[j][i];
            axes = new double[COMPONENTS][];
            for (int c = 0; c < COMPONENTS; c++) axes[c] = strongest(spread, c);
            lengths.clear();
        }

        /** The strongest direction, which is taken out of the spread. */
        private static double[] strongest(double[][] spread, int seed) {
            double[] axis = new double[LAGS];
            for (int i = 0; i < LAGS; i++) axis[i] = Math.cos((seed + 1) * (i + 0.5) * 0.13);
            double strength = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                double[] next = new double[LAGS];
                for (int i = 0; i < LAGS; i++) next[i] = dot(spread[i], axis);
                strength = size(next);
                if (!(strength > 1e-300)) return new double[LAGS];
                for (int i = 0; i < LAGS; i++) axis[i] = next[i] / strength;
            }
            for (int i = 0; i < LAGS; i++)
                for (int j = 0; j < LAGS; j++) spread[i][j] -= strength * axis[i] * axis[j];
            return axis;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
            return sum;
        }
    }
}
