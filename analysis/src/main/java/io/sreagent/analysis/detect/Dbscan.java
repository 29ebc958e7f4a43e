package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Window;
import java.util.Set;

/**
 * Flags values that lie in no cluster of earlier values: a gap between two usual levels is as
 * strange as a height never reached.
 *
 * <p>Input: the value itself. In one dimension a value is noise when fewer than {@value #POINTS} of
 * the last 5,000 lie within ε; ε is the 95 % quantile of that distance over the same values. Score:
 * distance to the {@value #POINTS}th nearest / ε, so above 1 is noise. 0 for the first 100 and
 * where ε is 0. A gap has no opinion. Source: M. Ester et al., KDD 1996; ε from the k-distance
 * graph there. Cost: O(w) to move the window.
 */
public final class Dbscan implements Detector {
    private static final int POINTS = 8;

    @Override
    public String name() {
        return "dbscan";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT);
    }

    @Override
    public Run start(Grid grid) {
        return new Run() {
            private final Window values = new Window(5000);
            private final Window distances = new Window(5000);

            @Override
            public double next(double value) {
                if (!Double.isFinite(value)) return Double.NaN;
                double score = 0;
                if (values.size() >= 50) {
                    double distance = Math.min(values.nearest(value, POINTS), 1e300);
                    double epsilon = distances.size() < 50 ? 0 : distances.quantile(0.95);
                    score = Surprise.of(distance, epsilon, false);
                    distances.add(distance);
                }
                values.add(value);
                return score;
            }
        };
    }
}
