package io.sreagent.simulator.scenario;

/**
 * A HorizontalPodAutoscaler on CPU.
 *
 * @param target utilisation of the requested CPU to hold, in percent
 */
public record Autoscale(int min, int max, int target) {
    public Autoscale {
        if (min < 1 || max < min || target < 1 || target > 1000) {
            throw new IllegalArgumentException(
                    "needs 1 <= min <= max and a target in percent, not "
                            + min
                            + ", "
                            + max
                            + ", "
                            + target);
        }
    }
}
