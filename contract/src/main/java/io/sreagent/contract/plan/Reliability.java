package io.sreagent.contract.plan;

/**
 * How far the plan can be trusted, 0–1, with its parts, each 0–1. An unknown part counts 0.5 and
 * rules AUTO out.
 *
 * @param diagnosis confidence of the diagnosis
 * @param feedback what people said of this playbook
 * @param pastSuccess lower 95 % bound of its success rate
 * @param patternMatch how well the playbook fits this trouble
 * @param known whether every part rests on data
 */
public record Reliability(
        double score,
        double diagnosis,
        double feedback,
        double pastSuccess,
        double patternMatch,
        boolean known) {
    public Reliability {
        for (double part : new double[] {score, diagnosis, feedback, pastSuccess, patternMatch}) {
            if (!(part >= 0 && part <= 1))
                throw new IllegalArgumentException("not in 0–1: " + part);
        }
    }
}
