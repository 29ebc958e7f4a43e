package io.sreagent.contract.source;

import static java.util.Objects.requireNonNull;

import io.sreagent.contract.act.Target;

/**
 * What decides how many pods a workload has.
 *
 * @param target the autoscaler itself, whose bounds can be moved
 * @param min never fewer pods, at least 0
 * @param max never more
 */
public record Autoscaler(Target target, int min, int max) {
    public Autoscaler {
        requireNonNull(target, "target");
        if (min < 0 || max < min) throw new IllegalArgumentException(min + " to " + max + " pods");
    }
}
