package io.sreagent.simulator.scenario;

/**
 * One service calls another.
 *
 * @param share calls made per request served: 1 = one each, 0.2 = every fifth, 3 = three each
 */
public record Call(String to, double share) {
    public Call {
        if (!(share >= 0) || share > 1000) {
            throw new IllegalArgumentException("share must be 0 to 1000, not " + share);
        }
    }
}
