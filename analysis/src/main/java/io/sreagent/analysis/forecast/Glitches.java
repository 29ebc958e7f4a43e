package io.sreagent.analysis.forecast;

import java.util.Arrays;

/**
 * Takes single absurd values for gaps: a counter that ran over, a unit that was wrong for one
 * scrape. One such value among hundreds would otherwise weigh more than all others in every sum.
 *
 * <p>Absurd is what lies further than {@value #FAR} times the range of the middle 98 % beyond that
 * range. So at most one value in a hundred is, never a level that lasts, and none where the middle
 * has no range (mostly zeros, with demands between: those are not absurd). What nothing ordinary
 * has followed yet stays: it may be the present. NaN stays NaN. Cost: O(n log n).
 */
final class Glitches {

    private static final double FAR = 20;
    private static final int FEWEST = 100;

    private Glitches() {}

    /** The history itself when there is none in it. */
    static double[] removed(double[] history) {
        double[] sorted = Arrays.stream(history).filter(Double::isFinite).sorted().toArray();
        if (sorted.length < FEWEST) return history;
        int edge = (sorted.length + 99) / 100;
        double low = sorted[edge];
        double high = sorted[sorted.length - 1 - edge];
        double far = FAR * (high - low);
        boolean ordinary = sorted[0] >= low - far && sorted[sorted.length - 1] <= high + far;
        if (!(far > 0) || ordinary) return history;
        double[] clean = history.clone();
        boolean followed = false;
        for (int at = clean.length - 1; at >= 0; at--) {
            boolean absurd = clean[at] < low - far || clean[at] > high + far;
            if (absurd && followed) clean[at] = Double.NaN;
            followed |= Double.isFinite(clean[at]) && !absurd;
        }
        return clean;
    }
}
