package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Set;

/**
 * Flags a slow climb or decline, such as a leak, before the level itself is strange.
 *
 * <p>Input: residual z in robust standard deviations, cut at ±10. Score: |b| √(n³/12), the least
 * squares slope b over the last n = 60 values in its own standard deviations under independent
 * noise; real noise depends, which the calibration takes up. A gap is skipped and has no opinion.
 * Source: ordinary least squares with sums carried along. Cost: O(1), 60 numbers of state.
 */
public final class Drift implements Detector {
    private static final int LENGTH = 60;
    private static final double CUT = 10;

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.TREND);
    }

    @Override
    public Run start(Grid grid) {
        return new Run() {
            private final double[] ring = new double[LENGTH];
            private int n;
            private double sum;
            private double weighted; // sum of position · value, the oldest at position 0

            @Override
            public double next(double z) {
                if (!Double.isFinite(z)) return Double.NaN;
                double cut = Math.clamp(z, -CUT, CUT);
                int place = n % LENGTH;
                if (n >= LENGTH) {
                    double oldest = ring[place];
                    weighted += -(sum - oldest) + (LENGTH - 1) * cut;
                    sum += cut - oldest;
                } else {
                    weighted += n * cut;
                    sum += cut;
                }
                ring[place] = cut;
                n++;
                if (place == LENGTH - 1) recount();
                if (n < LENGTH) return 0;
                double middle = (LENGTH - 1) / 2.0;
                double slope = (weighted - middle * sum) / (LENGTH * (LENGTH * LENGTH - 1.0) / 12);
                return Math.abs(slope) * Math.sqrt(Math.pow(LENGTH, 3) / 12);
            }

            /** Once a turn of the ring, so that rounding errors do not add up over months. */
            private void recount() {
                sum = 0;
                weighted = 0;
                for (int i = 0; i < LENGTH; i++) {
                    sum += ring[i];
                    weighted += i * ring[i];
                }
            }
        };
    }
}
