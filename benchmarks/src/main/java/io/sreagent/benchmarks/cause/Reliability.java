package io.sreagent.benchmarks.cause;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether confidence means what it says: per bin of a tenth, how often what was said came true, and
 * the expected calibration error {@code Σ n_b / n · |right_b − said_b|} (Naeini, Cooper and
 * Hauskrecht, AAAI 2015).
 */
final class Reliability {
    /**
     * @param alone whether it would act on it without asking
     */
    private record Said(double confidence, boolean alone, boolean right) {}

    private static final int BINS = 10;

    /** No confidence is so great that it may cost more than this, in nats, to be wrong once. */
    private static final double CERTAIN = 1e-3;

    private final List<Said> all = new ArrayList<>();

    void add(double confidence, boolean alone, boolean right) {
        all.add(new Said(confidence, alone, right));
    }

    void addAll(Reliability other) {
        all.addAll(other.all);
    }

    /** Mean logarithmic loss in nats, of confidence clipped to one in a thousand. */
    double loss() {
        double sum = 0;
        for (Said each : all) {
            double said = Math.clamp(each.confidence(), CERTAIN, 1 - CERTAIN);
            sum -= Math.log(each.right() ? said : 1 - said) / all.size();
        }
        return sum;
    }

    /** Brier score: mean squared distance of confidence from what came true. */
    double brier() {
        double sum = 0;
        for (Said each : all)
            sum += Math.pow(each.confidence() - (each.right() ? 1 : 0), 2) / all.size();
        return sum;
    }

    double error() {
        double error = 0;
        for (double[] bin : bins()) error += Math.abs(bin[2] - bin[1]) / all.size();
        return error;
    }

    /** How many it would act on without asking, and how many of those are right. */
    private long[] alone() {
        List<Said> sure = all.stream().filter(Said::alone).toList();
        return new long[] {sure.size(), sure.stream().filter(Said::right).count()};
    }

    /** {@code [count, summed confidence, right]} per bin. */
    private double[][] bins() {
        double[][] bins = new double[BINS][3];
        for (Said each : all) {
            double[] bin = bins[Math.min(BINS - 1, (int) (each.confidence() * BINS))];
            bin[0]++;
            bin[1] += each.confidence();
            if (each.right()) bin[2]++;
        }
        return bins;
    }

    String table() {
        StringBuilder text = new StringBuilder();
        double[][] bins = bins();
        for (int b = 0; b < BINS; b++) {
            double[] bin = bins[b];
            if (bin[0] == 0) continue;
            text.append(
                    String.format(
                            Locale.ROOT,
                            "    %.1f–%.1f  n %3.0f  said %.3f  right %.3f%n",
                            b / 10.0,
                            (b + 1) / 10.0,
                            bin[0],
                            bin[1] / bin[0],
                            bin[2] / bin[0]));
        }
        double[] total = Arrays.stream(bins).reduce(new double[3], Reliability::sum);
        return text
                + String.format(
                        Locale.ROOT,
                        "    n %.0f  expected calibration error %.3f  Brier %.3f  log loss %.3f"
                                + "  would act alone: %d, right %d",
                        total[0],
                        error(),
                        brier(),
                        loss(),
                        alone()[0],
                        alone()[1]);
    }

    private static double[] sum(double[] a, double[] b) {
        return new double[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
    }
}
