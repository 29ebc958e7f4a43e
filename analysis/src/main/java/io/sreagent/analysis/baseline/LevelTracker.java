package io.sreagent.analysis.baseline;

/**
 * Follows the slow movement of a level and hardly notices an incident: an exponential mean of time
 * constant τ whose innovations are cut at ±{@value #CLIP}σ, so that a shift of any height moves it
 * by at most {@value #CLIP}σ · t/τ. NaN leaves it unchanged. Cost: O(1).
 *
 * <p>Source: R. Gelper, R. Fried, C. Croux, <i>Journal of Forecasting</i> 29 (2010), with the scale
 * given instead of tracked.
 */
final class LevelTracker {
    private static final double CLIP = 2;

    private final double tauSeconds;
    double level;

    LevelTracker(double level, double tauSeconds) {
        this.level = level;
        this.tauSeconds = tauSeconds;
    }

    void update(double deviation, double sigma, double stepSeconds) {
        if (Double.isNaN(deviation)) return;
        double gain = -Math.expm1(-stepSeconds / tauSeconds);
        level += gain * Math.clamp(deviation, -CLIP * sigma, CLIP * sigma);
    }

    double tauSeconds() {
        return tauSeconds;
    }
}
