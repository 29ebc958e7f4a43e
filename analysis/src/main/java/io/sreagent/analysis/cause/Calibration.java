package io.sreagent.analysis.cause;

/**
 * Turns the confidence that the arithmetic gives the first hypothesis into how often it is right:
 * {@code ln(p / (1 − p)) = certain · ln c − doubt · ln(1 − c) + level}, never less than c. Beta
 * calibration (Kull, Silva Filho and Flach, AISTATS 2017); unlike a factor on all log-odds it
 * leaves alone which cases the arithmetic is surer of. Weights are learned with a penalty, so that
 * what they say errs on the side of doubt; this takes the doubt back as far as held-out cases
 * allow.
 *
 * <p>What acts without asking must be right far more often than a smooth curve says at the place
 * where it crosses {@value #ACTS}. So that much is said only of c from {@code alone} on, from where
 * 99 of 100 held-out cases were right; what is below stays just under it.
 *
 * @param certain how much it counts that c is not small, at least 0
 * @param doubt how much it counts that c is not one, at least 0
 * @param alone 0–1: below this c at most {@value #ASKS} is said; 0 for no such limit
 */
public record Calibration(double certain, double doubt, double level, double alone) {
    /** The confidence in a diagnosis from which a plan may run without asking. */
    public static final double ACTS = 0.8;

    /** The most that is said of what must not run without asking. */
    public static final double ASKS = 0.799;

    /** Says what the arithmetic says. */
    public static final Calibration NONE = new Calibration(1, 1, 0, 0);

    public Calibration {
        if (!(certain >= 0 && doubt >= 0 && Double.isFinite(level) && alone >= 0 && alone <= 1))
            throw new IllegalArgumentException(
                    certain + ", " + doubt + ", " + level + ", " + alone);
    }

    /**
     * @param confidence 0–1
     */
    public double of(double confidence) {
        if (confidence <= 0 || confidence >= 1) return confidence;
        double logit = certain * Math.log(confidence) - doubt * Math.log1p(-confidence) + level;
        double said = Math.max(confidence, 1 / (1 + Math.exp(-logit)));
        return confidence < alone ? Math.min(said, ASKS) : said;
    }

    /**
     * Confidences in the first and in all others, which share what the first leaves.
     *
     * @param shares of each, the first the largest; their sum is at most 1
     */
    double[] of(double[] shares) {
        double[] confidences = shares.clone();
        if (shares.length == 0) return confidences;
        confidences[0] = of(shares[0]);
        double left = shares[0] < 1 ? (1 - confidences[0]) / (1 - shares[0]) : 0;
        for (int i = 1; i < shares.length; i++) confidences[i] *= left;
        return confidences;
    }
}
