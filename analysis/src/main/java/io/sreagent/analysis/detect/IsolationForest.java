package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Flags points that few random cuts set apart from all others.
 *
 * <p>Input: the value itself. A point is (x, x − the one before, x − the one a period ago); 50
 * trees of 128 points each are grown anew from the last 2,000 points whenever a quarter of them is
 * new. Score: 10 · 2^(−path / c(128)), c the mean path of an unsuccessful search, so 5 is average
 * and 10 is alone. 0 for the first 256. Draws are seeded. A gap has no opinion. Source: F. Liu, K.
 * Ting, Z. Zhou, ICDM 2008. Cost: 50 paths of about 8 steps a sample.
 */
public final class IsolationForest implements Detector {
    private static final int TREES = 50;
    private static final int SAMPLE = 128;
    private static final int PAST = 2000;
    private static final int DEPTH = 7;

    @Override
    public String name() {
        return "isolation-forest";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT, AnomalyKind.PERIODIC);
    }

    @Override
    public Run start(Grid grid) {
        return new Forest(grid.period());
    }

    private static final class Forest implements Run {
        private final double[][] points = new double[PAST][];
        private final double[] values;
        private final SplittableRandom random = new SplittableRandom(42);
        private final int period;
        private Tree[] trees = new Tree[0];
        private int n;
        private int plantAt = 2 * SAMPLE;

        Forest(int period) {
            this.period = period;
            values = new double[Math.max(1, period) + 1];
        }

        @Override
        public double next(double value) {
            if (!Double.isFinite(value)) return Double.NaN;
            double x = Math.clamp(value, -1e150, 1e150);
            double before = n == 0 ? x : values[(n - 1) % values.length];
            double then = period > 1 && n >= period ? values[(n - period) % values.length] : x;
            double[] point = {x, x - before, x - then};
            values[n % values.length] = x;
            double score = 0;
            if (trees.length > 0) {
                double path = 0;
                for (Tree tree : trees) path += tree.path(point) / TREES;
                score = 10 * Math.pow(2, -path / average(SAMPLE));
            }
            points[n++ % PAST] = point;
            if (n >= plantAt) plant();
            return constant() ? 0 : score;
        }

        private boolean constant() {
            return trees.length == 0 || trees[0].size() == 1;
        }

        private void plant() {
            int known = Math.min(n, PAST);
            plantAt = n + known / 4;
            trees = new Tree[TREES];
            for (int t = 0; t < TREES; t++) {
                double[][] sample = new double[SAMPLE][];
                for (int i = 0; i < SAMPLE; i++) sample[i] = points[random.nextInt(known)];
                trees[t] = Tree.grow(sample, SAMPLE, 0, random);
            }
        }
    }

    private static double average(int n) {
        if (n <= 1) return 0;
        return 2 * (Math.log(n - 1) + 0.5772156649) - 2.0 * (n - 1) / n;
    }

    private sealed interface Tree {
        double path(double[] point);

        int size();

        record Leaf(int size, int depth) implements Tree {
            @Override
            public double path(double[] point) {
                return depth + average(size);
            }

            @Override
            public int size() {
                return 1;
            }
        }

        record Cut(int axis, double at, Tree below, Tree above) implements Tree {
            @Override
            public double path(double[] point) {
                return (point[axis] < at ? below : above).path(point);
            }

            @Override
            public int size() {
                return 2;
            }
        }

        static Tree grow(double[][] sample, int n, int depth, SplittableRandom random) {
            int axis = random.nextInt(3);
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int tries = 0; tries < 3 && !(low < high); tries++) {
                axis = (axis + 1) % 3;
                low = Double.POSITIVE_INFINITY;
                high = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < n; i++) {
                    low = Math.min(low, sample[i][axis]);
                    high = Math.max(high, sample[i][axis]);
                }
            }
            if (depth >= DEPTH || n <= 1 || !(low < high)) return new Leaf(n, depth);
            double at = low + (high - low) * random.nextDouble();
            double[][] left = new double[n][];
            double[][] right = new double[n][];
            int l = 0;
            int r = 0;
            for (int i = 0; i < n; i++) {
                if (sample[i][axis] < at) left[l++] = sample[i];
                else right[r++] = sample[i];
            }
            return new Cut(
                    axis, at, grow(left, l, depth + 1, random), grow(right, r, depth + 1, random));
        }
    }
}
