package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Window;
import java.util.Set;

/**
 * Flags a series that keeps its level but starts to shake.
 *
 * <p>Input: residual z in robust standard deviations. Score: max(0, m/0.954 − 1), m the median of
 * |zᵢ − zᵢ₋₁| over the last 12 values; 0.954 is its value for independent standard normal noise,
 * and the calibration takes up what is different. The median of differences ignores both a shift
 * and a spike. A gap starts the difference anew and has no opinion. Source: J. von Neumann's
 * successive differences, 1941, with a median. Cost: O(12).
 */
public final class Unrest implements Detector {
    private static final int LENGTH = 12;
    private static final double NORMAL = 0.9539;

    @Override
    public String name() {
        return "unrest";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.VARIANCE);
    }

    @Override
    public Run start(Grid grid) {
        return new Run() {
            private final Window steps = new Window(LENGTH);
            private double before = Double.NaN;

            @Override
            public double next(double z) {
                if (!Double.isFinite(z)) {
                    before = Double.NaN;
                    return Double.NaN;
                }
                if (!Double.isNaN(before)) steps.add(Math.abs(z - before));
                before = z;
                return steps.full() ? Math.max(0, steps.median() / NORMAL - 1) : 0;
            }
        };
    }
}
