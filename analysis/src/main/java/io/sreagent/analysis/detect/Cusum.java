package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Set;

/**
 * Flags a persistent shift as soon as its evidence has summed up.
 *
 * <p>Input: residual z in robust standard deviations. Two one-sided sums S⁺ ← max(0, S⁺ + z − k),
 * S⁻ ← max(0, S⁻ − z − k) with k = 1, best for shifts of two sigmas; z is cut at ±8 and the sums at
 * 40, so that they come down again within minutes of recovery. Score: max(S⁺, S⁻). A gap leaves the
 * sums as they are and has no opinion. Source: E. Page, <i>Biometrika</i> 41 (1954). Cost: O(1),
 * two numbers of state.
 */
public final class Cusum implements Detector {
    private static final double SLACK = 1;
    private static final double CUT = 8;
    private static final double TOP = 40;

    @Override
    public String name() {
        return "cusum";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.LEVEL_SHIFT);
    }

    @Override
    public Run start(Grid grid) {
        return new Run() {
            private double up;
            private double down;

            @Override
            public double next(double z) {
                if (!Double.isFinite(z)) return Double.NaN;
                double cut = Math.clamp(z, -CUT, CUT);
                up = Math.clamp(up + cut - SLACK, 0, TOP);
                down = Math.clamp(down - cut - SLACK, 0, TOP);
                return Math.max(up, down);
            }
        };
    }
}
