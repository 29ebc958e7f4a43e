package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Window;
import java.util.Set;

/**
 * Flags a step from one value to the next that is unlike the usual ones.
 *
 * <p>Input: the value itself. Score |xᵢ − xᵢ₋₁| over the median such step of the last two weeks (at
 * most 5,000 values); 0 for the first 50 and while most steps are 0. A gap has no opinion, and the
 * value after it is compared with the one before it. Source: the residual of an ARIMA(0,1,0) model,
 * with a robust scale. Cost: O(w) to move the window.
 */
public final class Jump implements Detector {
    @Override
    public String name() {
        return "jump";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT, AnomalyKind.LEVEL_SHIFT);
    }

    @Override
    public Run start(Grid grid) {
        return new Run() {
            private final Window steps = new Window(Math.clamp(14L * grid.period(), 500, 5000));
            private double before = Double.NaN;

            @Override
            public double next(double value) {
                if (!Double.isFinite(value)) return Double.NaN;
                double step = Double.isNaN(before) ? 0 : Math.min(Math.abs(value - before), 1e300);
                before = value;
                double score = Surprise.of(step, steps.size() < 50 ? 0 : steps.median(), false);
                steps.add(step);
                return score;
            }
        };
    }
}
