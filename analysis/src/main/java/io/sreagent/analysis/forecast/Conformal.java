package io.sreagent.analysis.forecast;

import java.util.Arrays;

/**
 * Intervals from errors made on the series itself, without a distribution assumed (conformal
 * prediction; Vovk et al. 2005; over rolling origins Stankevičiūtė et al. 2021).
 *
 * <p>Half width at step h: {@code s(h) · q}. {@code s(h)} is the mean absolute error at and around
 * step h over all origins, never shrinking with h; {@code q} the {@code ⌈(m+1)·level⌉}-th smallest
 * of all {@code |error|/s}, {@code m} being the number of errors that can be told apart. Cost: O(m
 * log m).
 */
final class Conformal {

    private final double[][] errors; // [origin][step]

    Conformal(double[][] errors) {
        this.errors = errors;
    }

    /** Half the width of the interval at each step, in the series' unit; never negative. */
    double[] halfWidths(int horizon, double level) {
        int tested = errors[0].length;
        double[] scale = scale(tested);
        double[] scores = new double[errors.length * tested];
        int count = 0;
        for (double[] origin : errors)
            for (int step = 0; step < tested; step++)
                if (scale[step] > 0) scores[count++] = Math.abs(origin[step]) / scale[step];
        double q = quantile(Arrays.copyOf(scores, count), level);
        double[] half = new double[horizon];
        for (int step = 0; step < horizon; step++) {
            // Beyond what could be tested, errors are taken to grow like those of a random walk.
            double growth = step < tested ? 1 : Math.sqrt((step + 1.0) / tested);
            half[step] = q * growth * scale[Math.min(step, tested - 1)];
        }
        return half;
    }

    private double[] scale(int tested) {
        double[] mean = new double[tested];
        for (double[] origin : errors)
            for (int step = 0; step < tested; step++)
                mean[step] += Math.abs(origin[step]) / errors.length;
        double[] sums = new double[tested + 1];
        for (int step = 0; step < tested; step++) sums[step + 1] = sums[step] + mean[step];
        double[] scale = new double[tested];
        double least = 0;
        for (int step = 0; step < tested; step++) {
            int from = (int) (step / 1.3);
            int until = Math.min(tested, (int) Math.ceil(step * 1.3) + 1);
            least = Math.max(least, (sums[until] - sums[from]) / (until - from));
            scale[step] = least;
        }
        return scale;
    }

    private double quantile(double[] scores, double level) {
        if (scores.length == 0) return 0;
        Arrays.sort(scores);
        // Errors of one origin move together: an origin counts as eight, not as its many steps.
        double told = 8.0 * errors.length;
        double corrected = Math.min(1, level * (1 + 1 / told));
        double position = corrected * (scores.length - 1);
        int below = (int) position;
        int above = Math.min(scores.length - 1, below + 1);
        return scores[below] + (position - below) * (scores[above] - scores[below]);
    }
}
