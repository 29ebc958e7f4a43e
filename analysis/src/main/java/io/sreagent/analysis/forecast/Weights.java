package io.sreagent.analysis.forecast;

import java.util.Arrays;

/**
 * Weights for a combination from the errors its members made: those that make the mean absolute
 * error of the weighted sum least, held near {@code w⁰ ∝ MAE⁻⁴} by {@code λ·KL(w‖w⁰)}. So members
 * whose errors cancel gain, and a few lucky hits do not.
 *
 * <p>Found by exponentiated gradient steps, which keep weights positive and summing to one (Kivinen
 * and Warmuth 1997). Weights under {@value #LEAST} are dropped. Expects no NaN. Cost: {@value
 * #STEPS} passes over at most {@value #MOST_PER_ORIGIN} errors per member and origin.
 */
final class Weights {

    private static final int STEPS = 60;
    private static final int MOST_PER_ORIGIN = 24;
    private static final double RATE = 0.3;
    private static final double LAMBDA = 0.08;
    private static final double POWER = 4;
    private static final double LEAST = 0.02;

    private final double[][][] errors; // [member][origin][step]

    Weights(double[][][] errors) {
        this.errors = errors;
    }

    /**
     * One weight per member, summing to one.
     *
     * @param without an origin that must not count; −1 for none
     */
    double[] find(int without) {
        double[][] seen = seen(without);
        double[] prior = prior(seen);
        double[] weights = prior.clone();
        double[] slope = new double[weights.length];
        for (int pass = 0; pass < STEPS; pass++) {
            slope(seen, weights, slope);
            for (int member = 0; member < weights.length; member++) {
                double pull =
                        Math.log(Math.max(weights[member], 1e-9) / Math.max(prior[member], 1e-9));
                weights[member] *= Math.exp(-RATE * (slope[member] + LAMBDA * pull));
            }
            normalise(weights, 0);
        }
        normalise(weights, LEAST);
        return weights;
    }

    /** How the mean absolute error changes with each weight. */
    private static void slope(double[][] seen, double[] weights, double[] slope) {
        Arrays.fill(slope, 0);
        int count = seen[0].length;
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int member = 0; member < weights.length; member++)
                sum += weights[member] * seen[member][i];
            double sign = Math.signum(sum) / count;
            for (int member = 0; member < weights.length; member++)
                slope[member] += sign * seen[member][i];
        }
    }

    private static double[] prior(double[][] seen) {
        double[] prior = new double[seen.length];
        for (int member = 0; member < prior.length; member++)
            prior[member] = Math.pow(Math.max(meanSize(seen[member]), 1e-9), -POWER);
        normalise(prior, 0);
        return prior;
    }

    /** Errors as one row per member, in units of the best member's mean absolute error. */
    private double[][] seen(int without) {
        int tested = errors[0][0].length;
        int taken = Math.min(tested, MOST_PER_ORIGIN);
        int origins = errors[0].length - (without >= 0 ? 1 : 0);
        double[][] seen = new double[errors.length][origins * taken];
        double least = Double.POSITIVE_INFINITY;
        for (int member = 0; member < seen.length; member++) {
            int at = 0;
            for (int origin = 0; origin < errors[member].length; origin++) {
                if (origin == without) continue;
                for (int i = 0; i < taken; i++)
                    seen[member][at++] = errors[member][origin][(2 * i + 1) * tested / (2 * taken)];
            }
            least = Math.min(least, meanSize(seen[member]));
        }
        // A perfect past (a constant series) has no unit; any will do.
        double unit = least > 0 ? least : 1;
        for (double[] row : seen) for (int i = 0; i < row.length; i++) row[i] /= unit;
        return seen;
    }

    private static double meanSize(double[] row) {
        double sum = 0;
        for (double error : row) sum += Math.abs(error);
        return sum / row.length;
    }

    private static void normalise(double[] weights, double least) {
        double sum = 0;
        for (int member = 0; member < weights.length; member++) {
            if (weights[member] < least) weights[member] = 0;
            sum += weights[member];
        }
        for (int member = 0; member < weights.length; member++) weights[member] /= sum;
    }
}
