package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Arrays;
import java.util.Set;

/**
 * Flags a level that changed within the last half hour of samples, by looking back over the last
 * two hours at once.
 *
 * <p>Input: residual z in robust standard deviations, cut at ±20. Over the last {@value #LENGTH}
 * values {@link ChangePoints} are found with noise 1; when the last one is at most {@value #YOUNG}
 * values ago the score is |mean after − mean of the piece before| · √(n₁n₀/(n₁ + n₀)), the step in
 * its own standard deviations; else 0. A gap is left out and has no opinion. Source: as there.
 * Cost: some 5,000 operations.
 */
public final class RecentChange implements Detector {
    private static final int LENGTH = 120;
    private static final int YOUNG = 30;
    private static final double CUT = 20;

    @Override
    public String name() {
        return "pelt";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.LEVEL_SHIFT);
    }

    @Override
    public Run start(Grid grid) {
        return new Run() {
            private final double[] last = new double[LENGTH];
            private int n;

            @Override
            public double next(double z) {
                if (!Double.isFinite(z)) return Double.NaN;
                System.arraycopy(last, 1, last, 0, LENGTH - 1);
                last[LENGTH - 1] = Math.clamp(z, -CUT, CUT);
                n++;
                return n < LENGTH ? 0 : step();
            }

            private double step() {
                int[] changes = ChangePoints.of(last, 1);
                if (changes.length == 0) return 0;
                int at = changes[changes.length - 1];
                if (LENGTH - at > YOUNG) return 0;
                int from = changes.length > 1 ? changes[changes.length - 2] : 0;
                double after = Arrays.stream(last, at, LENGTH).average().orElse(0);
                double before = Arrays.stream(last, from, at).average().orElse(0);
                double n1 = LENGTH - at;
                double n0 = at - from;
                return Math.abs(after - before) * Math.sqrt(n1 * n0 / (n1 + n0));
            }
        };
    }
}
