package io.sreagent.learned;

import com.amazon.randomcutforest.RandomCutForest;
import io.sreagent.analysis.detect.Detector;
import io.sreagent.analysis.detect.Grid;
import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Set;

/**
 * Flags stretches that change the model of the past the most: a Random Cut Forest, by the library
 * of its authors.
 *
 * <p>Input: the value itself, less the first one so that a large level costs no digits of a float.
 * The last {@value #SHINGLE} values are a point; 50 trees of 256 points; score is the forest's
 * expected co-displacement, 1 is usual, 0 for the first 128 values. A gap is skipped and has no
 * opinion. Seeded. Source: S. Guha, N. Mishra, G. Roy, O. Schrijvers, ICML 2016. Cost: some 30 µs a
 * value and half a megabyte.
 */
public final class CutForest implements Detector {
    private static final int SHINGLE = 8;
    private static final int LEARNING = 128;
    private static final double LARGEST = 1e30;

    @Override
    public String name() {
        return "random-cut-forest";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT, AnomalyKind.LEVEL_SHIFT, AnomalyKind.PERIODIC);
    }

    @Override
    public Run start(Grid grid) {
        return new Run() {
            private final RandomCutForest forest =
                    RandomCutForest.builder()
                            .dimensions(SHINGLE)
                            .shingleSize(SHINGLE)
                            .numberOfTrees(50)
                            .sampleSize(256)
                            .outputAfter(LEARNING)
                            .randomSeed(42)
                            .build();
            private final float[] point = new float[SHINGLE];
            private double first = Double.NaN;
            private int n;

            @Override
            public double next(double value) {
                if (!Double.isFinite(value)) return Double.NaN;
                double x = Math.clamp(value, -LARGEST, LARGEST);
                if (Double.isNaN(first)) first = x;
                System.arraycopy(point, 1, point, 0, SHINGLE - 1);
                point[SHINGLE - 1] = (float) (x - first);
                if (++n < SHINGLE) return 0;
                double score = n < LEARNING ? 0 : forest.getAnomalyScore(point);
                forest.update(point.clone());
                return Double.isFinite(score) ? Math.max(0, score) : 0;
            }
        };
    }
}
