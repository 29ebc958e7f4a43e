package io.sreagent.simulator.world;

import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.scenario.ServiceKind;

/**
 * How much memory a healthy pod holds: more with load, less while it warms up, and a collector's
 * sawtooth.
 */
final class Memory {
    private Memory() {}

    /** In MiB. */
    static double baseline(ServiceState s, PodState p, long now, long minute, Dice dice) {
        double floor =
                s.kind() == ServiceKind.DATABASE || s.kind() == ServiceKind.CACHE ? 0.58 : 0.44;
        double load =
                Math.min(1.5, p.rps * Math.max(1, s.spec.replicas()) / Math.max(0.01, s.usualRps));
        double age = (now - p.startedAt) / 60_000.0;
        double warm = 1 - 0.35 * Math.exp(-age / 8);
        double period = 17 + p.number % 11;
        double saw = ((minute + p.number * 7L) % (long) period) / period;
        double noise =
                0.006 * dice.gaussian(minute * 4096 + 512 + p.number)
                        + 0.008 * dice.drift(minute * 4096 + p.number, 4096 * 180);
        return s.spec.memoryMib()
                * Math.max(0.05, (floor + 0.06 * load + 0.03 * saw) * warm + noise);
    }
}
