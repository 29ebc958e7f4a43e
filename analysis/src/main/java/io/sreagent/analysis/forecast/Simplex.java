package io.sreagent.analysis.forecast;

import java.util.function.ToDoubleFunction;

/**
 * Finds a minimum of a function of few parameters without derivatives (Nelder and Mead 1965). A NaN
 * counts as infinitely bad. Good enough for smoothing parameters: their valleys are wide, and a
 * third digit changes no forecast.
 */
final class Simplex {

    private Simplex() {}

    /**
     * @param start first corner
     * @param reach distance of the other corners from it, one per parameter
     * @param most how often the function may be asked
     */
    static double[] minimise(
            ToDoubleFunction<double[]> function, double[] start, double[] reach, int most) {
        int n = start.length;
        double[][] corner = new double[n + 1][];
        double[] cost = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            corner[i] = start.clone();
            if (i > 0) corner[i][i - 1] += reach[i - 1];
            cost[i] = ask(function, corner[i]);
        }
        int asked = n + 1;
        while (asked < most) {
            sort(corner, cost);
            if (cost[n] - cost[0] <= 1e-7 * Math.abs(cost[0])) break;
            double[] middle = new double[n];
            for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) middle[j] += corner[i][j] / n;
            double[] reflected = away(middle, corner[n], -1);
            double reflectedCost = ask(function, reflected);
            asked++;
            if (reflectedCost < cost[0]) {
                double[] further = away(middle, corner[n], -2);
                double furtherCost = ask(function, further);
                asked++;
                boolean better = furtherCost < reflectedCost;
                corner[n] = better ? further : reflected;
                cost[n] = better ? furtherCost : reflectedCost;
            } else if (reflectedCost < cost[n - 1]) {
                corner[n] = reflected;
                cost[n] = reflectedCost;
            } else {
                double[] nearer = away(middle, corner[n], reflectedCost < cost[n] ? -0.5 : 0.5);
                double nearerCost = ask(function, nearer);
                asked++;
                if (nearerCost < Math.min(cost[n], reflectedCost)) {
                    corner[n] = nearer;
                    cost[n] = nearerCost;
                } else {
                    for (int i = 1; i <= n; i++) {
                        corner[i] = away(corner[0], corner[i], 0.5);
                        cost[i] = ask(function, corner[i]);
                    }
                    asked += n;
                }
            }
        }
        sort(corner, cost);
        return corner[0];
    }

    private static double ask(ToDoubleFunction<double[]> function, double[] at) {
        double cost = function.applyAsDouble(at);
        return Double.isNaN(cost) ? Double.POSITIVE_INFINITY : cost;
    }

    private static double[] away(double[] from, double[] to, double share) {
        double[] result = new double[from.length];
        for (int i = 0; i < result.length; i++) result[i] = from[i] + share * (to[i] - from[i]);
        return result;
    }

    private static void sort(double[][] corner, double[] cost) {
        for (int i = 1; i < cost.length; i++) {
            for (int j = i; j > 0 && cost[j] < cost[j - 1]; j--) {
                double[] point = corner[j];
                corner[j] = corner[j - 1];
                corner[j - 1] = point;
                double value = cost[j];
                cost[j] = cost[j - 1];
                cost[j - 1] = value;
            }
        }
    }
}
