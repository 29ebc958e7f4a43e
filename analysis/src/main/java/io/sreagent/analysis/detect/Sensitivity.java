package io.sreagent.analysis.detect;

/**
 * The one knob, {@code anomaly_detection.threshold}: how sure an anomaly must be to be raised.
 *
 * <p>A score is the probability that an anomaly is real, so threshold T raises what is false with
 * probability at most 1 − T at the margin. Those at the margin are the worst; over all that are
 * raised the share of false ones, the false-discovery rate q, is smaller. For p-values of real
 * anomalies with density a·p^(a−1) (the beta-uniform mixture) the odds of both are proportional:
 *
 * <pre>q / (1 − q) = a (1 − T) / T,   a = 0.1228</pre>
 *
 * <p>T = 0.5 gives q = 10.9 %, 0.7 (default) 5.0 %, 0.9 1.3 %, 0.925 1.0 %, 1 nothing at all. Read
 * backwards, the same formula turns the rate at which an anomaly would just be raised into its
 * score. Source: S. Pounds, S. Morris, <i>Bioinformatics</i> 19 (2003); B. Efron, <i>Large-Scale
 * Inference</i>, 2010, 5.3.
 *
 * @param threshold 0–1
 */
public record Sensitivity(double threshold) {
    public static final Sensitivity DEFAULT = new Sensitivity(0.7);

    private static final double A = 0.1228;

    public Sensitivity {
        if (!(threshold >= 0 && threshold <= 1))
            throw new IllegalArgumentException("threshold " + threshold + " is not in 0 to 1");
    }

    /** The false-discovery rate this threshold stands for, 0–1. */
    public double falseDiscoveryRate() {
        double odds = A * (1 - threshold);
        return odds / (odds + threshold);
    }

    /** The threshold that stands for a rate: the inverse of {@link #falseDiscoveryRate()}. */
    public static Sensitivity forRate(double falseDiscoveryRate) {
        return new Sensitivity(score(falseDiscoveryRate));
    }

    /** The score of what would just be raised at this false-discovery rate; 1 at rate 0. */
    public static double score(double falseDiscoveryRate) {
        double q = Math.clamp(falseDiscoveryRate, 0, 1);
        return A * (1 - q) / (A * (1 - q) + q);
    }
}
