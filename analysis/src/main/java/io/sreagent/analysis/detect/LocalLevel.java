package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Set;

/**
 * Flags values that leave the level of the minutes before.
 *
 * <p>Input: the value itself. level ← level + α·clip(r, ±1.5σ), α = 0.6, r = x − level; score |r| /
 * {@link HourScale}, 0 for the first day. Innovations are cut so that a spike of a few samples does
 * not become the level it is judged by. A gap has no opinion. Source: robust exponential smoothing,
 * R. Gelper et al., 2010. Cost: O(w) to move the windows (one array copy of at most 5,000 numbers).
 */
public final class LocalLevel implements Detector {
    private static final double ALPHA = 0.6;
    private static final double CUT = 1.5;

    @Override
    public String name() {
        return "local-level";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT, AnomalyKind.LEVEL_SHIFT);
    }

    @Override
    public Run start(Grid grid) {
        return new Run() {
            private final HourScale scale = new HourScale(grid.period());
            private final int learning = Math.max(50, grid.period());
            private double level = Double.NaN;
            private int n;

            @Override
            public double next(double value) {
                if (!Double.isFinite(value)) {
                    scale.skip();
                    return Double.NaN;
                }
                if (Double.isNaN(level)) level = value;
                double rest = value - level;
                double score = Surprise.of(rest, scale.scale(), n++ < learning);
                double whole = scale.whole();
                scale.add(rest);
                level += ALPHA * (whole > 0 ? Math.clamp(rest, -CUT * whole, CUT * whole) : rest);
                return score;
            }
        };
    }
}
