package io.sreagent.analysis.forecast;

/**
 * Least squares with a penalty on large coefficients: {@code b = (X'WX + λD)⁻¹ X'Wy}, D being the
 * diagonal of {@code X'WX}, so that the unit of a feature does not matter (Hoerl and Kennard 1970;
 * Marquardt's scaling). Expects no NaN. Cost: O(rows·k²) to gather, O(k³) to solve.
 */
final class Ridge {

    private final int features;
    private final double[][] gram;
    private final double[] moment;

    Ridge(int features) {
        this.features = features;
        gram = new double[features][features];
        moment = new double[features];
    }

    /** Adds one row with its target. */
    void add(double[] row, double target, double weight) {
        for (int i = 0; i < features; i++) {
            double value = row[i] * weight;
            if (value == 0) continue;
            moment[i] += value * target;
            double[] line = gram[i];
            for (int j = 0; j <= i; j++) line[j] += value * row[j];
        }
    }

    /** Coefficients; all zero when there is nothing to learn from. */
    double[] solve(double lambda) {
        double[][] lower = new double[features][features];
        double[] solution = moment.clone();
        double least = 1e-10 * Math.max(trace() / features, 1e-300);
        for (int i = 0; i < features; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = gram[i][j];
                if (i == j) sum += lambda * gram[i][i] + least;
                for (int k = 0; k < j; k++) sum -= lower[i][k] * lower[j][k];
                if (i == j) lower[i][i] = Math.sqrt(Math.max(sum, least));
                else lower[i][j] = sum / lower[j][j];
            }
        }
        for (int i = 0; i < features; i++) {
            for (int k = 0; k < i; k++) solution[i] -= lower[i][k] * solution[k];
            solution[i] /= lower[i][i];
        }
        for (int i = features - 1; i >= 0; i--) {
            for (int k = i + 1; k < features; k++) solution[i] -= lower[k][i] * solution[k];
            solution[i] /= lower[i][i];
        }
        return solution;
    }

    private double trace() {
        double trace = 0;
        for (int i = 0; i < features; i++) trace += gram[i][i];
        return trace;
    }

    static double dot(double[] row, double[] coefficients) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) sum += row[i] * coefficients[i];
        return sum;
    }
}
