package io.sreagent.analysis.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * What earlier days agree on at the same time of day: {@code r(t) = mean over days of s(t)}, {@code
 * s} being a day's values smoothed over a quarter of an hour of minutes. A stretch of hours cannot
 * tell a morning's climb from a climb into trouble; the mornings before can. Only where every two
 * days resemble one another (correlation over {@value #ALIKE}): noise has no rhythm, and taking one
 * out would only add noise.
 *
 * <p>Gaps are bridged first; a day that is mostly gaps counts for none. Cost: O(days² · length).
 */
public final class DailyRhythm {
    private static final double ALIKE = 0.8;
    private static final int SMOOTH = 15;
    private static final int FEWEST_DAYS = 2;

    private DailyRhythm() {}

    /**
     * @param days the same stretch of the clock on earlier days, all of one length; NaN is a gap
     * @param known how much of the stretch lies before now
     * @return the rhythm over the whole stretch, with mean 0 over the known part; empty when there
     *     is none
     */
    public static double[] of(List<double[]> days, int known) {
        List<double[]> smooth =
                days.stream()
                        .filter(day -> 2 * Gaps.count(day) > day.length)
                        .map(DailyRhythm::smoothed)
                        .toList();
        if (smooth.size() < FEWEST_DAYS || known < 1) return new double[0];
        for (int one = 1; one < smooth.size(); one++)
            for (int other = 0; other < one; other++)
                if (!(correlation(smooth.get(one), smooth.get(other)) > ALIKE))
                    return new double[0];
        double[] rhythm = new double[smooth.getFirst().length];
        for (double[] day : smooth)
            for (int t = 0; t < rhythm.length; t++) rhythm[t] += day[t] / smooth.size();
        double middle = Arrays.stream(rhythm, 0, known).average().orElse(0);
        for (int t = 0; t < rhythm.length; t++) rhythm[t] -= middle;
        return rhythm;
    }

    private static double[] smoothed(double[] day) {
        double[] full = new double[day.length];
        Gaps gaps = Gaps.bridge(day, 0);
        int first = Gaps.leading(day);
        for (int t = 0; t < full.length; t++)
            full[t] = gaps.values()[Math.clamp(t - first, 0, gaps.values().length - 1)];
        double[] smooth = new double[full.length];
        for (int t = 0; t < full.length; t++) {
            int from = Math.max(0, t - SMOOTH / 2);
            int until = Math.min(full.length, t + SMOOTH / 2 + 1);
            smooth[t] = Arrays.stream(full, from, until).average().orElse(0);
        }
        return smooth;
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double cross = 0;
        double ownA = 0;
        double ownB = 0;
        for (int t = 0; t < a.length; t++) {
            cross += (a[t] - meanA) * (b[t] - meanB);
            ownA += (a[t] - meanA) * (a[t] - meanA);
            ownB += (b[t] - meanB) * (b[t] - meanB);
        }
        return cross / Math.sqrt(ownA * ownB);
    }
}
