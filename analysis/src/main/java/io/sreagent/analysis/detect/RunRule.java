package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Set;

/**
 * Flags several values in a row that are all on one side: what a spike, however tall, cannot do.
 *
 * <p>Input: residual z in robust standard deviations. Score: the largest s such that the last four
 * values all lie above s, or all below −s; 0 when they disagree. For independent noise P(score &gt;
 * s) is P(z &gt; s)⁴, so a lasting shift of a few sigmas is told from noise within four samples. A
 * gap breaks nothing and has no opinion. Source: run rules of the Western Electric <i>Statistical
 * Quality Control Handbook</i>, 1956. Cost: O(1), four numbers of state.
 */
public final class RunRule implements Detector {
    private static final int LENGTH = 4;

    @Override
    public String name() {
        return "run-rule";
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
                last[n++ % LENGTH] = z;
                if (n < LENGTH) return 0;
                double least = Double.POSITIVE_INFINITY;
                double most = Double.NEGATIVE_INFINITY;
                for (double each : last) {
                    least = Math.min(least, each);
                    most = Math.max(most, each);
                }
                return Math.max(0, Math.max(least, -most));
            }
        };
    }
}
