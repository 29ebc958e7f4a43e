package io.sreagent.simulator;

import io.sreagent.simulator.clock.Mode;
import java.time.Duration;
import java.time.Instant;

/**
 * How to run a scenario.
 *
 * @param mode whether the clock runs or waits to be told
 * @param speed simulated seconds per second of a running clock
 * @param skip how far into the scenario to begin; what lies before has already happened
 * @param start the instant the scenario begins
 * @param portBase Prometheus listens on it, Kubernetes on the next, control and Loki on those
 *     after; 0 for free ports
 * @param token bearer token the Kubernetes API wants; empty for none
 */
public record SimulatorOptions(
        Mode mode, double speed, Duration skip, Instant start, int portBase, String token) {
    /** A Tuesday noon: the load rises towards the evening. */
    public static final Instant TUESDAY_NOON = Instant.parse("2026-03-17T12:00:00Z");

    public SimulatorOptions {
        if (skip.isNegative()) {
            throw new IllegalArgumentException("skip must not be negative: " + skip);
        }
        if (portBase < 0 || portBase > 65_532) {
            throw new IllegalArgumentException("port base must be 0 to 65532: " + portBase);
        }
    }

    /** Moves only when told. */
    public static SimulatorOptions lockstep() {
        return new SimulatorOptions(Mode.LOCKSTEP, 0, Duration.ZERO, TUESDAY_NOON, 0, "");
    }

    /** Runs by itself, {@code speed} times as fast as the wall clock. */
    public static SimulatorOptions scaled(double speed) {
        return new SimulatorOptions(Mode.SCALED, speed, Duration.ZERO, TUESDAY_NOON, 0, "");
    }

    /** Begins this far into the scenario. */
    public SimulatorOptions skipping(Duration other) {
        return new SimulatorOptions(mode, speed, other, start, portBase, token);
    }

    public SimulatorOptions startingAt(Instant other) {
        return new SimulatorOptions(mode, speed, skip, other, portBase, token);
    }

    public SimulatorOptions withPortBase(int other) {
        return new SimulatorOptions(mode, speed, skip, start, other, token);
    }

    public SimulatorOptions withToken(String other) {
        return new SimulatorOptions(mode, speed, skip, start, portBase, other);
    }
}
