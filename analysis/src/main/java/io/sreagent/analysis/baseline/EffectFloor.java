package io.sreagent.analysis.baseline;

import io.sreagent.analysis.fact.Unit;

/**
 * The smallest change that matters to anyone, whatever statistics say: a metric that never moves
 * makes its first rounding error infinitely surprising.
 *
 * <p>A deviation counts from max({@code absolute}, {@code relative} · |expected|) on. It acts in
 * two places: one fifth of it is the least standard deviation a {@link Baseline} believes in (so a
 * deviation of exactly the floor is five sigmas), and nothing smaller is raised.
 *
 * @param absolute in the metric's unit
 * @param relative share of the expected value
 */
public record EffectFloor(double absolute, double relative) {
    /** For scoring alone, where only the order of scores counts. */
    public static final EffectFloor NONE = new EffectFloor(0, 0);

    public EffectFloor {
        if (!(absolute >= 0)) throw new IllegalArgumentException("absolute " + absolute);
        if (!(relative >= 0)) throw new IllegalArgumentException("relative " + relative);
    }

    /**
     * 5 % of the level, and at least: half a percentage point of a ratio, 1 ms, 1 MiB, 10 KiB/s, 10
     * millicores, 0.05 per second, half a thing counted.
     */
    public static EffectFloor of(Unit unit) {
        double absolute =
                switch (unit) {
                    case RATIO -> 0.005;
                    case SECONDS -> 0.001;
                    case BYTES -> 1 << 20;
                    case BYTES_PER_SECOND -> 10 << 10;
                    case CORES -> 0.01;
                    case PER_SECOND -> 0.05;
                    case COUNT -> 0.5;
                    case NONE -> 0;
                };
        return new EffectFloor(absolute, 0.05);
    }

    /** The smallest deviation that counts when this value is expected. */
    public double at(double expected) {
        return Math.max(absolute, relative * Math.abs(expected));
    }

    /** The smallest standard deviation believed; never 0. */
    public double sigmaAt(double expected) {
        return Math.max(at(expected) / 5, 1e-9 * Math.max(Math.abs(expected), 1e-3));
    }
}
