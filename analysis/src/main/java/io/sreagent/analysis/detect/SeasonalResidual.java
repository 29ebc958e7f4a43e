package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Set;

/**
 * Flags single values far from where their hour of the week should be.
 *
 * <p>Input: residual in robust standard deviations, from a baseline. Score: |z|, so three is the
 * classical 3-sigma rule and the z-score test. A gap has no opinion (NaN). Source: W. Shewhart,
 * 1931. Cost: O(1), no state.
 */
public final class SeasonalResidual implements Detector {
    @Override
    public String name() {
        return "seasonal-residual";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT);
    }

    @Override
    public Run start(Grid grid) {
        return z -> Double.isFinite(z) ? Math.abs(z) : Double.NaN;
    }
}
