package io.sreagent.demo;

import io.sreagent.simulator.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says every ten seconds how far a long run has come, on standard error. */
final class HowFar implements Trial.Keeper {
    private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final String name;
    private final Trial.Keeper keeper;
    private long last = System.nanoTime();

    HowFar(String name, Trial.Keeper keeper) {
        this.name = name;
        this.keeper = keeper;
    }

    @Override
    public boolean between(AgentClient agent, Simulator world) {
        long now = System.nanoTime();
        if (now - last >= EVERY_NANOS) {
            last = now;
            System.err.println(line(world));
        }
        return keeper.between(agent, world);
    }

    private String line(Simulator world) {
        Instant start = world.truth().start();
        Duration lived = Duration.between(start, Trial.now(world));
        Duration whole = Duration.between(start, world.truth().end());
        return String.format(
                Locale.ROOT,
                "       %s: %.1f of %.1f simulated hours",
                name,
                lived.toMinutes() / 60.0,
                whole.toMinutes() / 60.0);
    }
}
