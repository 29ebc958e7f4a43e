package io.sreagent.simulator.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that breaks.
 *
 * @param at since the start of the scenario
 * @param target a service, a node, or {@link #EVERYTHING}
 * @param cause the change that carries it; null when it comes by itself
 * @param lasts null when it stays until it is mended
 */
public record Fault(
        Duration at,
        FaultKind kind,
        String target,
        Settings with,
        @Nullable Cause cause,
        @Nullable Duration lasts) {
    public static final String EVERYTHING = "*";
}
