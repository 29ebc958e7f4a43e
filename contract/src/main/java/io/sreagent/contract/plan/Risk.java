package io.sreagent.contract.plan;

/** How much could go wrong, 0–1, with the parts it was made of, each 0–1. */
public record Risk(
        double score, double severity, double urgency, double impact, double complexity) {
    public Risk {
        for (double part : new double[] {score, severity, urgency, impact, complexity}) {
            if (!(part >= 0 && part <= 1))
                throw new IllegalArgumentException("not in 0–1: " + part);
        }
    }
}
