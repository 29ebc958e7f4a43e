package io.sreagent.analysis.forecast;

import java.util.Arrays;

/**
 * Weights for a combination from the errors its members made: those that make the mean absolute
 * error of the weighted sum least, held near {@code w⁰ ∝ MAE⁻⁴} by {@code λ·KL(w‖w⁰)}. So members
 * whose errors cancel gain, and a few lucky hits do not. The oldest origin counts a quarter of the
 * newest: who was good lately is good now.
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
    private static final double HALVINGS = 2; // of an origin's say, from the newest to the oldest

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
        double[] say = say(without);
        double[][] seen = seen(without, say);
        double[] prior = prior(seen, say);
        double[] weights = prior.clone();
        double[] slope = new double[weights.length];
        for (int pass = 0; pass < STEPS; pass++) {
            slope(seen, say, weights, slope);
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
    private static void slope(double[][] seen, double[] say, double[] weights, double[] slope) {
        Arrays.fill(slope, 0);
        int count = seen[0].length;
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int member = 0; member < weights.length; member++)
                sum += weights[member] * seen[member][i];
            double sign = Math.signum(sum) * say[i];
            for (int member = 0; member < weights.length; member++)
                slope[member] += sign * seen[member][i];
        }
    }

    private static double[] prior(double[][] seen, double[] say) {
        double[] prior = new double[seen.length];
        for (int member = 0; member < prior.length; member++)
            prior[member] = Math.pow(Math.max(meanSize(seen[member], say), 1e-9), -POWER);
        normalise(prior, 0);
        return prior;
    }

    /** Errors as one row per member, in units of the best member's mean absolute error. */
    private double[][] seen(int without, double[] say) {
        int tested = errors[0][0].length;
        int taken = taken();
        double[][] seen = new double[errors.length][say.length];
        double least = Double.POSITIVE_INFINITY;
        for (int member = 0; member < seen.length; member++) {
            int at = 0;
            for (int origin = 0; origin < errors[member].length; origin++) {
                if (origin == without) continue;
                for (int i = 0; i < taken; i++)
                    seen[member][at++] = errors[member][origin][(2 * i + 1) * tested / (2 * taken)];
            }
            least = Math.min(least, meanSize(seen[member], say));
        }
        // A perfect past (a constant series) has no unit; any will do.
        double unit = least > 0 ? least : 1;
        for (double[] row : seen) for (int i = 0; i < row.length; i++) row[i] /= unit;
        return seen;
    }

    /** How many errors of each origin are looked at. */
    private int taken() {
        return Math.min(errors[0][0].length, MOST_PER_ORIGIN);
    }

    /** How much each error counts, in the order of {@link #seen}; sums to one. */
    private double[] say(int without) {
        int all = errors[0].length;
        double[] say = new double[(all - (without >= 0 ? 1 : 0)) * taken()];
        double sum = 0;
        int at = 0;
        for (int origin = 0; origin < all; origin++) {
            if (origin == without) continue;
            for (int i = 0; i < taken(); i++) {
                say[at] = Math.pow(0.5, HALVINGS * (all - 1 - origin) / all);
                sum += say[at++];
            }
        }
        for (int i = 0; i < say.length; i++) say[i] /= sum;
        return say;
    }

    private static double meanSize(double[] row, double[] say) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) sum += say[i] * Math.abs(row[i]);
        return sum;
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
