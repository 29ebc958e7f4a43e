package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Set;

/**
 * Flags a shape that has not been seen before: the streaming (left) matrix profile.
 *
 * <p>Input: the value itself. The last m = 24 values, standardised, are compared with every earlier
 * stretch of m values that ended at least m before, over the last 2,000 values; score = smallest
 * Euclidean distance / √(2m), between 0 (seen exactly) and 1.5. A flat stretch (deviation below
 * 1e-9 of its level) is compared as zeros. 0 until 3m values have come. A gap is bridged by the
 * last value and has no opinion. Source: C. Yeh et al., ICDM 2016; left profile for streams. Cost:
 * O(2,000 · 24), some 30 µs.
 */
public final class Discord implements Detector {
    private static final int SHAPE = 24;
    private static final int PAST = 2000;

    @Override
    public String name() {
        return "matrix-profile";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.PERIODIC, AnomalyKind.VARIANCE);
    }

    @Override
    public Run start(Grid grid) {
        return new Run() {
            private final double[] values = new double[PAST];
            private final double[] means = new double[PAST];
            private final double[] deviations = new double[PAST];
            private int n;

            @Override
            public double next(double value) {
                boolean gap = !Double.isFinite(value);
                if (gap && n == 0) return Double.NaN;
                values[n % PAST] = gap ? values[(n - 1) % PAST] : Math.clamp(value, -1e100, 1e100);
                n++;
                if (n < SHAPE) return gap ? Double.NaN : 0;
                moments();
                double score = nearest();
                return gap ? Double.NaN : score;
            }

            private void moments() {
                double mean = 0;
                for (int i = 1; i <= SHAPE; i++) mean += values[(n - i) % PAST] / SHAPE;
                double square = 0;
                for (int i = 1; i <= SHAPE; i++) {
                    double d = values[(n - i) % PAST] - mean;
                    square += d * d;
                }
                double deviation = Math.sqrt(square / SHAPE);
                means[(n - 1) % PAST] = mean;
                deviations[(n - 1) % PAST] = deviation <= 1e-9 * Math.abs(mean) ? 0 : deviation;
            }

            private double nearest() {
                int now = n - 1;
                double best = Double.POSITIVE_INFINITY;
                int first = Math.max(SHAPE - 1, n - PAST + SHAPE);
                for (int end = first; end <= now - SHAPE; end++) {
                    double product = 0;
                    for (int i = 0; i < SHAPE; i++)
                        product +=
                                (values[(now - i) % PAST] - means[now % PAST])
                                        * (values[(end - i) % PAST] - means[end % PAST]);
                    double both = deviations[now % PAST] * deviations[end % PAST];
                    double correlation = both > 0 ? product / (SHAPE * both) : -1;
                    boolean alike = deviations[now % PAST] == 0 && deviations[end % PAST] == 0;
                    double distance =
                            alike ? 0 : Math.sqrt(Math.max(0, 1 - Math.clamp(correlation, -1, 1)));
                    best = Math.min(best, distance);
                }
                return n < 3 * SHAPE || best == Double.POSITIVE_INFINITY ? 0 : best;
            }
        };
    }
}
