package io.sreagent.simulator.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something harmless that happens.
 *
 * @param at since the start of the scenario; may be negative for something in the learned history
 */
public record InnocentEvent(
        Duration at,
        EventKind kind,
        String target,
        @Nullable String version,
        @Nullable Integer replicas,
        @Nullable Duration lasts,
        Settings with) {}
