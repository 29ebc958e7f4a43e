package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Robust;
import java.util.Set;

/**
 * Flags values that are not where the same moment of the last seven periods was.
 *
 * <p>Input: the value itself. s = median of the values k periods ago, k = 1…7, each with two
 * neighbours on both sides; level ← level + 0.1·clip(r, ±3σ), r = x − s − level; score |r| / {@link
 * HourScale}, 0 for the first period. Without a period s = 0 and it is a slow {@link LocalLevel}. A
 * gap has no opinion. Source: robust seasonal naive with level correction. Cost: a median of 35,
 * and seven periods of state.
 */
public final class SeasonalLevel implements Detector {
    private static final int PERIODS = 7;
    private static final int NEIGHBOURS = 2;
    private static final double ALPHA = 0.1;
    private static final double CUT = 3;

    @Override
    public String name() {
        return "seasonal-level";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT, AnomalyKind.LEVEL_SHIFT, AnomalyKind.PERIODIC);
    }

    @Override
    public Run start(Grid grid) {
        return new Run() {
            private final int period = grid.period();
            private final double[] past =
                    new double[Math.max(1, PERIODS * period + NEIGHBOURS + 1)];
            private final double[] same = new double[PERIODS * (2 * NEIGHBOURS + 1)];
            private final HourScale scale = new HourScale(period);
            private final int learning = Math.max(50, period);
            private double level = Double.NaN;
            private int n;

            @Override
            public double next(double value) {
                boolean gap = !Double.isFinite(value);
                double season = season();
                past[n % past.length] = gap ? Double.NaN : value;
                n++;
                if (gap) {
                    scale.skip();
                    return Double.NaN;
                }
                double flat = value - season;
                if (Double.isNaN(level)) level = flat;
                double rest = flat - level;
                double score = Surprise.of(rest, scale.scale(), n <= learning);
                double whole = scale.whole();
                scale.add(rest);
                level += ALPHA * (whole > 0 ? Math.clamp(rest, -CUT * whole, CUT * whole) : rest);
                return score;
            }

            private double season() {
                if (period < 2 * NEIGHBOURS + 1) return 0;
                int count = 0;
                for (int k = 1; k <= PERIODS; k++) {
                    for (int j = -NEIGHBOURS; j <= NEIGHBOURS; j++) {
                        int then = n - k * period + j;
                        if (then < 0 || then <= n - past.length) continue;
                        double value = past[then % past.length];
                        if (!Double.isNaN(value)) same[count++] = value;
                    }
                }
                return count < 2 * NEIGHBOURS + 1 ? 0 : Robust.medianInPlace(same, count);
            }
        };
    }
}
