package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Tail;
import java.util.Set;

/**
 * Flags values beyond what extreme-value theory says the series will reach, after a drifting level
 * is taken off (DSPOT, both sides).
 *
 * <p>Input: the value itself. r = x − mean of the last ten; the tails of r and −r are {@link Tail}s
 * over up to 4,000 earlier residuals, fitted anew each time the past has grown by a fifth; score
 * −log₁₀ of the smaller tail probability, doubled for two sides, 0 for the first 100 values. Values
 * with p below 1e-6 are not learned. A gap has no opinion. Source: A. Siffer et al., KDD 2017.
 * Cost: O(log n), O(n log n) per fit.
 */
public final class Spot implements Detector {
    private static final int LEARNING = 100;
    private static final int PAST = 4000;
    private static final int DEPTH = 10;

    @Override
    public String name() {
        return "spot";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT);
    }

    @Override
    public Run start(Grid grid) {
        return new DspotRun();
    }

    private static final class DspotRun implements Run {
        private final double[] past = new double[PAST];
        private final double[] recent = new double[DEPTH];
        private int n;
        private int values;
        private int fitAt = LEARNING;
        private double scale;
        private Tail up = Tail.of(new double[0], 1);
        private Tail down = up;

        @Override
        public double next(double value) {
            if (!Double.isFinite(value)) return Double.NaN;
            double cut = Math.clamp(value, -1e200, 1e200);
            double mean = 0;
            int kept = Math.min(values, DEPTH);
            for (int i = 0; i < kept; i++) mean += recent[i] / kept;
            double rest = kept == 0 ? 0 : cut - mean;
            double p = 1;
            if (n >= LEARNING && Math.abs(rest) > 1e-9 * Math.abs(cut))
                p = Math.min(1, 2 * Math.min(up.beyond(rest), down.beyond(-rest)));
            if (p >= 1e-6) {
                past[n++ % PAST] = rest;
                recent[values++ % DEPTH] = cut;
                if (n >= fitAt) fit();
            }
            return p >= 1 ? 0 : -Math.log10(p);
        }

        private void fit() {
            double[] all = java.util.Arrays.copyOf(past, Math.min(n, PAST));
            scale = 0;
            for (double x : all) scale += Math.abs(x) / all.length;
            double least = Math.max(1e-12, 0.1 * scale);
            up = Tail.of(all, least);
            for (int i = 0; i < all.length; i++) all[i] = -all[i];
            down = Tail.of(all, least);
            fitAt = n + Math.max(20, Math.min(n, PAST) / 5);
        }
    }
}
