package io.sreagent.analysis.fact;

/**
 * The direction in which a metric does harm. A deviation the other way is worth noting, never worth
 * waking someone.
 */
public enum Hurts {
    UP,
    DOWN,
    BOTH,
    /** Load and the like: explains other anomalies, is none by itself. */
    NEITHER;

    /** Whether a deviation of this sign (positive = above the band) hurts. */
    public boolean by(double deviation) {
        return switch (this) {
            case UP -> deviation > 0;
            case DOWN -> deviation < 0;
            case BOTH -> deviation != 0;
            case NEITHER -> false;
        };
    }
}
