package io.sreagent.analysis.detect;

/**
 * Tells an episode once: a height begins a new episode when it is 1.3 times higher than any in the
 * episode before it, and an episode is over when that has not happened for a tenth of the samples
 * so far, at least a period. What has just been told is no news; what is much worse is.
 */
final class Rise {
    private static final double HIGHER = 1.3;

    private final int period;
    private double height;
    private int risen;

    Rise(int period) {
        this.period = period;
    }

    /**
     * @param at index of the sample, growing
     * @param counts whether the height may begin an episode at all
     */
    boolean begins(int at, double height, boolean counts) {
        if (at - risen > Math.max(period, at / 10)) this.height = 0;
        if (!counts || height <= HIGHER * this.height) return false;
        this.height = height;
        risen = at;
        return true;
    }
}
