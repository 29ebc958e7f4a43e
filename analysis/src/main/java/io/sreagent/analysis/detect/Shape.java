package io.sreagent.analysis.detect;

import java.util.Arrays;

/**
 * How a deviation began: at which sample, and by a step or by a climb.
 *
 * <p>Over the recent residuals z₀…zₙ₋₁ two stories are fitted by least squares, for each possible
 * beginning j: a step (0 before j, a constant after) and a climb (0 before j, a straight line from
 * 0 after). The better story wins; a climb has to explain 4 % more than the step: a step explains
 * 89 % of a pure climb, and it is the simpler thing to say. Source: D. Hinkley, <i>Biometrika</i>
 * 57 (1970). Cost: O(n).
 *
 * @param begin index of the first sample of the deviation
 * @param climbing whether it climbs rather than jumps
 */
record Shape(int begin, boolean climbing) {
    private static final double CUT = 50;

    static Shape of(double[] residuals) {
        int n = residuals.length;
        double[] z = Arrays.copyOf(residuals, n);
        for (int i = 0; i < n; i++) {
            z[i] = Double.isFinite(z[i]) ? Math.clamp(z[i], -CUT, CUT) : 0;
        }
        int step = Math.max(0, n - 1);
        int climb = step;
        double stepGain = 0;
        double climbGain = 0;
        double sum = 0;
        double ramp = 0; // Σ (i − j + 1) zᵢ over i ≥ j
        for (int j = n - 1; j >= 0; j--) {
            sum += z[j];
            ramp += sum;
            double m = n - j;
            double explained = sum * sum / m;
            if (explained > stepGain) {
                stepGain = explained;
                step = j;
            }
            double climbed = ramp * ramp / (m * (m + 1) * (2 * m + 1) / 6);
            if (m >= 8 && climbed > climbGain) {
                climbGain = climbed;
                climb = j;
            }
        }
        boolean climbing = climbGain > 1.04 * stepGain;
        return new Shape(climbing ? climb : step, climbing);
    }
}
