package io.sreagent.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Simulated time. Scaled: start + wall time x speed. Lock-step: moves only by {@link #advance}, so
 * that a test or another process decides what happens when.
 */
public final class SimulationClock implements InstantSource {
    private final Mode mode;
    private final double speed;
    private Instant origin;
    private long originNanos;

    private SimulationClock(Mode mode, Instant start, double speed) {
        this.mode = mode;
        this.origin = start;
        this.speed = speed;
        this.originNanos = System.nanoTime();
    }

    /**
     * @param speed simulated seconds per second of wall time, over 0
     */
    public static SimulationClock scaled(Instant start, double speed) {
        if (!(speed > 0) || speed > 1e6) {
            throw new IllegalArgumentException(
                    "speed must be over 0 and at most 1,000,000, not " + speed);
        }
        return new SimulationClock(Mode.SCALED, start, speed);
    }

    public static SimulationClock lockstep(Instant start) {
        return new SimulationClock(Mode.LOCKSTEP, start, 0);
    }

    @Override
    public synchronized Instant instant() {
        if (mode == Mode.LOCKSTEP) {
            return origin;
        }
        return origin.plusNanos((long) ((System.nanoTime() - originNanos) * speed));
    }

    /**
     * Moves a lock-step clock; {@code IllegalStateException} on a scaled one, which moves by
     * itself.
     */
    public synchronized Instant advance(Duration by) {
        if (mode != Mode.LOCKSTEP) {
            throw new IllegalStateException(
                    "the clock is scaled and moves by itself; start it in lock-step to advance it");
        }
        if (by.isNegative()) {
            throw new IllegalArgumentException("time goes forward only, not by " + by);
        }
        origin = origin.plus(by);
        return origin;
    }

    /** Lets a scaled clock begin to run from its start now, after a slow preparation. */
    public synchronized void restart() {
        originNanos = System.nanoTime();
    }

    public Mode mode() {
        return mode;
    }

    /** Simulated seconds per wall second; 0 in lock-step. */
    public double speed() {
        return speed;
    }
}
