package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Window;
import java.util.Set;

/**
 * Flags a rhythm that is gone: a day that does not look like the days before it.
 *
 * <p>Input: the value itself. r = correlation of the last period with the mean of the {@value
 * #EARLIER} periods before it, phase by phase, asked every 24th of a period and kept in between; a
 * period without movement has r = 0. Score: how far Fisher's atanh r has fallen below its median so
 * far, over its MAD, at least {@value #LEAST}. 0 without a period, in the first {@value #EARLIER} +
 * 1 of them, and where there never was a rhythm (median r below ½). A gap has no opinion and takes
 * no part. Source: seasonal strength after X. Wang, K. Smith, R. Hyndman, 2006. Cost: O(period)
 * every 24th of a period.
 */
public final class LostSeason implements Detector {
    private static final int EARLIER = 3;
    private static final int ASKED = 24;
    private static final double LEAST = 0.1;
    private static final double RHYTHM = 0.549; // atanh ½

    @Override
    public String name() {
        return "lost-season";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.PERIODIC);
    }

    @Override
    public Run start(Grid grid) {
        return new Comparing(grid.period());
    }

    private static final class Comparing implements Run {
        private final int period;
        private final double[] past;
        private final Window likeness = new Window(14 * ASKED);
        private double score;
        private int n;

        Comparing(int period) {
            this.period = period;
            past = new double[Math.max(1, (EARLIER + 1) * period)];
        }

        @Override
        public double next(double value) {
            boolean gap = !Double.isFinite(value);
            past[n % past.length] = gap ? Double.NaN : Math.clamp(value, -1e100, 1e100);
            n++;
            boolean asked = period >= 4 && n % Math.max(1, period / ASKED) == 0;
            if (asked && n >= past.length) judge();
            return gap ? Double.NaN : score;
        }

        private void judge() {
            double r = correlation();
            double here = 0.5 * Math.log((1 + r) / (1 - r));
            double usual = likeness.size() < ASKED ? 0 : likeness.median();
            score =
                    usual < RHYTHM
                            ? 0
                            : Surprise.of(
                                    Math.max(0, usual - here),
                                    Math.max(LEAST, likeness.mad()),
                                    false);
            likeness.add(here);
        }

        private double correlation() {
            double[] now = new double[period];
            double[] then = new double[period];
            int count = 0;
            for (int i = 1; i <= period; i++) {
                double x = past[(n - i) % past.length];
                double sum = 0;
                for (int k = 1; k <= EARLIER; k++)
                    sum += past[Math.floorMod(n - i - k * period, past.length)];
                if (Double.isNaN(x) || Double.isNaN(sum)) continue;
                now[count] = x;
                then[count++] = sum / EARLIER;
            }
            return count < 4 ? 0 : CorrelationBreak.correlation(now, then, 0, count);
        }
    }
}
