package io.sreagent.simulator.clock;

/** How simulated time passes. */
public enum Mode {
    SCALED, // simulated = start + wall time x speed
    LOCKSTEP // stands still until told to advance
}
