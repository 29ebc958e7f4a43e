package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Robust;
import java.util.Set;

/**
 * Flags values that leave the level of the minutes before, moved on as the same minutes of earlier
 * days moved. A steep morning is no anomaly, and what is off stays off until it comes back.
 *
 * <p>Input: the value itself. s = median of the values k periods ago, k = 1…7, each with two
 * neighbours on both sides; level ← level + s − s of the sample before; r = x − level; score |r| /
 * {@link HourScale}, 0 for the first period. Then level ← level + 0.3·clip(r, ±4σ), but a value
 * further than {@value #FAR}σ teaches nothing, neither the level nor the scale, for up to half a
 * period; then the level starts anew where the values are. Without a period s = 0. A gap has no
 * opinion. Source: a seasonal random walk with a redescending filter; R. Gelper et al., 2010. Cost:
 * a median of 35, and seven periods of state.
 */
public final class SeasonalDrift implements Detector {
    private static final int PERIODS = 7;
    private static final int NEIGHBOURS = 2;
    private static final double ALPHA = 0.3;
    private static final double CUT = 4;
    private static final double FAR = 6;
    private static final int PATIENCE_WITHOUT_PERIOD = 144;

    @Override
    public String name() {
        return "seasonal-drift";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT, AnomalyKind.LEVEL_SHIFT);
    }

    @Override
    public Run start(Grid grid) {
        return new Drifting(grid.period());
    }

    private static final class Drifting implements Run {
        private final int period;
        private final double[] past;
        private final double[] same = new double[PERIODS * (2 * NEIGHBOURS + 1)];
        private final HourScale scale;
        private final int learning;
        private final int patience;
        private double level = Double.NaN;
        private double seasonBefore = Double.NaN;
        private int away;
        private int n;

        Drifting(int period) {
            this.period = period;
            past = new double[Math.max(1, PERIODS * period + NEIGHBOURS + 1)];
            scale = new HourScale(period);
            learning = Math.max(50, period);
            patience = period == 0 ? PATIENCE_WITHOUT_PERIOD : Math.max(12, period / 2);
        }

        @Override
        public double next(double value) {
            double season = season();
            if (!Double.isNaN(season) && !Double.isNaN(seasonBefore))
                level += season - seasonBefore;
            seasonBefore = season;
            boolean gap = !Double.isFinite(value);
            past[n % past.length] = gap ? Double.NaN : value;
            n++;
            if (gap) {
                scale.skip();
                return Double.NaN;
            }
            if (Double.isNaN(level)) level = value;
            double rest = value - level;
            double sigma = scale.scale();
            double score = Surprise.of(rest, sigma, n <= learning);
            if (sigma > 0 && Math.abs(rest) > FAR * sigma && away < patience) {
                away++;
                scale.skip();
                return score;
            }
            if (away == patience) {
                level = value;
                rest = 0;
            }
            away = 0;
            scale.add(rest);
            level += ALPHA * (sigma > 0 ? Math.clamp(rest, -CUT * sigma, CUT * sigma) : rest);
            return score;
        }

        /** What the same time of the last periods was; NaN while there is none. */
        private double season() {
            if (period < 2 * NEIGHBOURS + 1) return Double.NaN;
            int count = 0;
            for (int k = 1; k <= PERIODS; k++) {
                for (int j = -NEIGHBOURS; j <= NEIGHBOURS; j++) {
                    int then = n - k * period + j;
                    if (then < 0 || then <= n - past.length) continue;
                    double value = past[then % past.length];
                    if (!Double.isNaN(value)) same[count++] = value;
                }
            }
            return count < 2 * NEIGHBOURS + 1 ? Double.NaN : Robust.medianInPlace(same, count);
        }
    }
}
