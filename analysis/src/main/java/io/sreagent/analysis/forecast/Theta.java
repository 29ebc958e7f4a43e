package io.sreagent.analysis.forecast;

import io.sreagent.analysis.season.Mstl;

/**
 * The Theta method on the seasonally adjusted series: the average of its straight line and of the
 * exponentially smoothed series with curvature blown up by θ.
 *
 * <pre>
 * Z(t) = θ·y(t) + (1−θ)·(a + b·t)
 * ŷ(n+h) = (1 − 1/θ)·(a + b·(n+h)) + (1/θ)·SES(Z)
 * </pre>
 *
 * The standard method has θ = 2; the optimised one takes the θ of 1, 1.5, 2, 3, 5 with the least
 * squared one-step error. θ = 1 is smoothing without any trend.
 *
 * <p>Gaps are bridged first. Sources: Assimakopoulos and Nikolopoulos 2000; Fiorucci et al. 2016.
 * Cost: O(n) a pass, about 30 passes for each θ.
 */
public final class Theta extends FittedForecaster {

    private static final double[] CHOICES = {1, 1.5, 2, 3, 5};

    private final boolean optimised;

    private Theta(boolean optimised) {
        this.optimised = optimised;
    }

    public static Theta standard() {
        return new Theta(false);
    }

    public static Theta optimised() {
        return new Theta(true);
    }

    @Override
    public String name() {
        return optimised ? "theta-optimised" : "theta";
    }

    @Override
    public int needs(int[] periods) {
        return 4;
    }

    @Override
    Fit fit(Past learned) {
        double[] y = learned.decomposition().adjusted();
        double best = 2;
        Smoothing smoothing = Smoothing.flat(Line.of(y).bend(y, best));
        if (optimised) {
            double least = Double.POSITIVE_INFINITY;
            for (double theta : CHOICES) {
                double[] bent = Line.of(y).bend(y, theta);
                Smoothing tried = Smoothing.flat(bent);
                // Errors of Z are θ times those of the forecast.
                double cost = tried.pass(bent).squaredError() / (theta * theta);
                if (cost < least) {
                    least = cost;
                    best = theta;
                    smoothing = tried;
                }
            }
        }
        return continued(best, smoothing);
    }

    private static Fit continued(double theta, Smoothing smoothing) {
        return (past, horizon) -> {
            Mstl parts = past.decomposition();
            double[] y = parts.adjusted();
            Line line = Line.of(y);
            double[] mean = smoothing.ahead(line.bend(y, theta), horizon);
            for (int step = 0; step < horizon; step++)
                mean[step] = (1 - 1 / theta) * line.at(y.length + step) + mean[step] / theta;
            return parts.addSeasons(mean);
        };
    }
}
