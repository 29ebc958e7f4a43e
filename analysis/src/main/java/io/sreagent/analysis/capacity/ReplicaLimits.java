package io.sreagent.analysis.capacity;

import java.time.Duration;

/**
 * What a plan of replicas must keep to.
 *
 * @param least replicas at any time, at least 1
 * @param most replicas at any time
 * @param coolDown how long after one reduction the next may come
 * @param largestReduction share of the replicas that one reduction may take away, 0–1
 */
public record ReplicaLimits(int least, int most, Duration coolDown, double largestReduction) {
    public ReplicaLimits {
        if (least < 1 || most < least)
            throw new IllegalArgumentException("replicas from " + least + " to " + most);
        if (coolDown.isNegative()) throw new IllegalArgumentException("cool-down " + coolDown);
        if (!(largestReduction > 0 && largestReduction <= 1))
            throw new IllegalArgumentException("largest reduction " + largestReduction);
    }

    /** The same with a lower ceiling, below which the floor gives way. */
    public ReplicaLimits atMost(int ceiling) {
        int lowered = Math.clamp(ceiling, 1, most);
        return new ReplicaLimits(Math.min(least, lowered), lowered, coolDown, largestReduction);
    }

    /** The nearest whole number upwards that keeps to them. */
    public int within(double replicas) {
        return (int) Math.clamp(Math.ceil(replicas), least, most);
    }
}
