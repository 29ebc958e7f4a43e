package io.sreagent.analysis.forecast;

import java.util.Arrays;

/**
 * For values that are mostly zero, such as errors of a quiet service: smooths how large a demand is
 * and how probable one is, each by itself, and forecasts their product.
 *
 * <pre>
 * p ← p + β(1[y≠0] − p) at every step;   z ← z + α(y − z) at every y ≠ 0;   ŷ = p·z
 * </pre>
 *
 * This is the variant of Teunter, Syntetos and Babai 2011, which unlike Croston's own (1972) lets
 * the forecast fade when demand stops. α and β are the pair of a small grid with the least squared
 * error. Gaps count as bridged. Cost: 20 passes of O(n).
 */
public final class Croston extends FittedForecaster {

    private static final double[] ALPHAS = {0.05, 0.1, 0.2, 0.3};
    private static final double[] BETAS = {0.01, 0.03, 0.1, 0.2, 0.3};

    private record State(double probability, double size, double squaredError) {}

    @Override
    public String name() {
        return "croston";
    }

    @Override
    public int needs(int[] periods) {
        return 4;
    }

    @Override
    Fit fit(Past learned) {
        double least = Double.POSITIVE_INFINITY;
        double bestAlpha = ALPHAS[0];
        double bestBeta = BETAS[0];
        for (double alpha : ALPHAS) {
            for (double beta : BETAS) {
                double cost = pass(learned.values(), alpha, beta).squaredError;
                if (cost < least) {
                    least = cost;
                    bestAlpha = alpha;
                    bestBeta = beta;
                }
            }
        }
        double alpha = bestAlpha;
        double beta = bestBeta;
        return (past, horizon) -> {
            State state = pass(past.values(), alpha, beta);
            double[] mean = new double[horizon];
            Arrays.fill(mean, state.probability * state.size);
            return mean;
        };
    }

    private static State pass(double[] y, double alpha, double beta) {
        int demands = 0;
        double sum = 0;
        for (double value : y) {
            if (value == 0) continue;
            demands++;
            sum += value;
        }
        double probability = (double) demands / y.length;
        double size = demands == 0 ? 0 : sum / demands;
        double squared = 0;
        for (double value : y) {
            double error = value - probability * size;
            squared += error * error;
            probability += beta * ((value == 0 ? 0 : 1) - probability);
            if (value != 0) size += alpha * (value - size);
        }
        return new State(probability, size, squared);
    }
}
