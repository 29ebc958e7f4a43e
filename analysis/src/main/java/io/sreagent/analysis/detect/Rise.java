package io.sreagent.analysis.detect;

/**
 * Tells an episode once: what has just been told is no news, what is much worse is.
 *
 * <p>After a height h was told, the next one must be {@value #HIGHER} h · (1 − t/L) high, t samples
 * later: a bar that comes down evenly and is gone after L, a tenth of the samples so far, at least
 * a period. While one is rising, for a quarter of a period, nothing is told a second time, but the
 * bar goes up with it. A bar that falls at once at the end of L instead makes it a matter of a few
 * samples whether a weekly job is told again each time.
 */
final class Rise {
    private static final double HIGHER = 1.3;

    private final int period;
    private double height;
    private int risen;
    private int told = Integer.MIN_VALUE / 2;

    Rise(int period) {
        this.period = period;
    }

    /**
     * @param at index of the sample, growing
     * @param counts whether the height may begin an episode at all
     */
    boolean begins(int at, double height, boolean counts) {
        double length = Math.max(Math.max(1, period), at / 10);
        double bar = HIGHER * this.height * Math.max(0, 1 - (at - risen) / length);
        if (!counts || height <= bar) return false;
        this.height = height;
        risen = at;
        if (at - told <= Math.max(3, (period == 0 ? 48 : period) / 4)) return false;
        told = at;
        return true;
    }
}
