package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Set;

/**
 * Flags small shifts of level that last, by an exponentially weighted mean of residuals.
 *
 * <p>Input: residual z in robust standard deviations. e ← e + λ(z − e) with λ = 0.25 and z cut at
 * ±10, so that a single wild value does not look like a shift; score |e| / √(λ/(2−λ)), in standard
 * deviations of e. A gap leaves e as it is and has no opinion. Source: S. Roberts,
 * <i>Technometrics</i> 1 (1959). Cost: O(1), one number of state.
 */
public final class Ewma implements Detector {
    private static final double LAMBDA = 0.25;
    private static final double CUT = 10;
    private static final double SIGMA = Math.sqrt(LAMBDA / (2 - LAMBDA));

    @Override
    public String name() {
        return "ewma";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.LEVEL_SHIFT, AnomalyKind.TREND);
    }

    @Override
    public Run start(Grid grid) {
        return new Run() {
            private double mean;

            @Override
            public double next(double z) {
                if (!Double.isFinite(z)) return Double.NaN;
                mean += LAMBDA * (Math.clamp(z, -CUT, CUT) - mean);
                return Math.abs(mean) / SIGMA;
            }
        };
    }
}
