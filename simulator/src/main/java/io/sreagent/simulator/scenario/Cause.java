package io.sreagent.simulator.scenario;

import org.jspecify.annotations.Nullable;

/** What brought a fault: a deploy of a version, or a push of configuration. */
public record Cause(Kind kind, String target, @Nullable String version) {
    /** The changes that can carry a fault. */
    public enum Kind {
        DEPLOY,
        CONFIG
    }
}
