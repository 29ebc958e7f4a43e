package io.sreagent.analysis.cause;

/**
 * Turns the confidence that the arithmetic gives the first hypothesis into how often it is right:
 * {@code ln(p / (1 − p)) = certain · ln c − doubt · ln(1 − c) + level}, never less than c. Beta
 * calibration (Kull, Silva Filho and Flach, AISTATS 2017); unlike a factor on all log-odds it
 * leaves alone which cases the arithmetic is surer of. Weights are learned with a penalty, so that
 * what they say errs on the side of doubt; this takes the doubt back as far as held-out cases
 * allow.
 *
 * @param certain how much it counts that c is not small, at least 0
 * @param doubt how much it counts that c is not one, at least 0
 */
public record Calibration(double certain, double doubt, double level) {
    /** Says what the arithmetic says. */
    public static final Calibration NONE = new Calibration(1, 1, 0);

    public Calibration {
        if (!(certain >= 0 && doubt >= 0 && Double.isFinite(level)))
            throw new IllegalArgumentException(certain + ", " + doubt + ", " + level);
    }

    /**
     * @param confidence 0–1
     */
    public double of(double confidence) {
        if (confidence <= 0 || confidence >= 1) return confidence;
        double logit = certain * Math.log(confidence) - doubt * Math.log1p(-confidence) + level;
        return Math.max(confidence, 1 / (1 + Math.exp(-logit)));
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
