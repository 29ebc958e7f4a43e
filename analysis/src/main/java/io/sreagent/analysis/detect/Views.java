package io.sreagent.analysis.detect;

import io.sreagent.analysis.stats.Robust;
import java.util.Arrays;

/**
 * Six ways to look at one series, one number each a sample: the value; its exponential mean, α =
 * 0.1; its mean over an eighth of a period; its standard deviation over a sixth of a period; and
 * the distance from where it should be at this moment, as exponential means with α = 0.1 and 0.03.
 *
 * <p>Where it should be is the median of the same moment of the last seven periods, or that of the
 * same moment, give or take a sample, of every seventh of the last 28, whichever is nearer: with a
 * day as period a Sunday that is like other Sundays is nothing new. A number is NaN until it is
 * known, and for a gap. Without a period the last two stay NaN, and windows are of 36 and 48. Cost:
 * medians of 7 and of 12, and 28 periods of state.
 */
final class Views {
    static final int COUNT = 6;

    /** How many of the first are known where there is no season. */
    static final int WITHOUT_SEASON = 4;

    private static final int PERIODS = 7;
    private static final int TURNS = 4; // of seven periods each
    private static final double FAST = 0.1;
    private static final double SLOW = 0.03;

    private final int period;
    private final double[] past;
    private final double[] same = new double[Math.max(PERIODS, 3 * TURNS)];
    private final int meanOver;
    private final int deviationOver;
    private double mean = Double.NaN;
    private double fastRest = Double.NaN;
    private double slowRest = Double.NaN;
    private int n;

    Views(int period) {
        this.period = period;
        meanOver = period == 0 ? 36 : Math.max(3, period / 8);
        deviationOver = period == 0 ? 48 : Math.max(6, period / 6);
        past =
                new double
                        [Math.max(TURNS * PERIODS * period + 1, Math.max(meanOver, deviationOver))
                                + 1];
        Arrays.fill(past, Double.NaN);
    }

    /**
     * @param into receives the {@value #COUNT} numbers
     */
    void next(double value, double[] into) {
        past[n % past.length] =
                Double.isFinite(value) ? Math.clamp(value, -1e150, 1e150) : Double.NaN;
        double x = past[n % past.length];
        n++;
        if (Double.isNaN(x)) {
            Arrays.fill(into, Double.NaN);
            return;
        }
        mean = smooth(mean, x, FAST);
        into[0] = x;
        into[1] = mean;
        into[2] = mean(meanOver);
        into[3] = deviation(deviationOver);
        double rest = rest(x);
        if (!Double.isNaN(rest)) {
            fastRest = smooth(fastRest, rest, FAST);
            slowRest = smooth(slowRest, rest, SLOW);
        }
        into[4] = Double.isNaN(rest) ? rest : fastRest;
        into[5] = Double.isNaN(rest) ? rest : slowRest;
    }

    private static double smooth(double before, double x, double alpha) {
        return Double.isNaN(before) ? x : before + alpha * (x - before);
    }

    private double mean(int length) {
        double sum = 0;
        int count = 0;
        for (int i = 1; i <= Math.min(n, length); i++) {
            double x = past[(n - i) % past.length];
            if (Double.isNaN(x)) continue;
            sum += x;
            count++;
        }
        return n < length ? Double.NaN : sum / count;
    }

    private double deviation(int length) {
        double centre = mean(length);
        if (Double.isNaN(centre)) return Double.NaN;
        double sum = 0;
        int count = 0;
        for (int i = 1; i <= length; i++) {
            double x = past[(n - i) % past.length];
            if (Double.isNaN(x)) continue;
            sum += (x - centre) * (x - centre);
            count++;
        }
        return Math.sqrt(sum / count);
    }

    /** Distance from the nearer of the two medians; NaN where neither is known. */
    private double rest(double x) {
        if (period == 0) return Double.NaN;
        int days = 0;
        for (int k = 1; k <= PERIODS; k++) days = keep(k * period, days);
        if (days == 0) return Double.NaN;
        double rest = x - Robust.medianInPlace(same, days);
        int weeks = 0;
        for (int k = 1; k <= TURNS; k++)
            for (int beside = -1; beside <= 1; beside++)
                weeks = keep(k * PERIODS * period + beside, weeks);
        if (weeks == 0) return rest;
        double other = x - Robust.medianInPlace(same, weeks);
        return Math.abs(other) < Math.abs(rest) ? other : rest;
    }

    /** Puts the value so many samples before this one among those kept, if there is one. */
    private int keep(int before, int count) {
        int then = n - 1 - before;
        if (then < 0 || before >= past.length) return count;
        double x = past[then % past.length];
        if (Double.isNaN(x)) return count;
        same[count] = x;
        return count + 1;
    }
}
