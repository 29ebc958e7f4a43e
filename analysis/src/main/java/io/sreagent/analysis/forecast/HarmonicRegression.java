package io.sreagent.analysis.forecast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Dynamic harmonic regression: seasons as few Fourier terms, the rest as an autoregressive error.
 *
 * <pre>
 * y(t) = c + b·t + Σ (α_k sin + β_k cos)(2πkt/m) + η(t),   η ~ AR(1, 2, 3)
 * </pre>
 *
 * Smooth shapes of long seasons cost few parameters, where a decomposition has one for each phase.
 *
 * <p>Gaps are bridged first. Source: Young, Pedregal, Tych 1999; Hyndman and Athanasopoulos, 10.5.
 * Cost: O(n·k²), k about 40.
 */
public final class HarmonicRegression extends FittedForecaster {

    @Override
    public String name() {
        return "harmonic-regression";
    }

    @Override
    public int needs(int[] periods) {
        return 20;
    }

    @Override
    Fit fit(Past learned) {
        Waves waves = new Waves(learned.periods());
        double[] y = learned.recent();
        double scale = y.length;
        double middle = Arrays.stream(y).average().orElse(0); // no penalty may pull on the level
        Ridge ridge = new Ridge(2 + waves.count());
        // Phases count from the end of the whole past, where every later past can find them.
        int offset = learned.length() - y.length;
        for (int t = 0; t < y.length; t++)
            ridge.add(row(waves, offset + t, scale), y[t] - middle, 1);
        double[] shape = ridge.solve(1e-5);
        double[] rest = rest(learned, waves, scale, shape, middle);
        @Nullable Arma found = Arma.of(rest, rest, Arma.consecutive(3), new int[0]);
        Arma arma =
                found == null
                        ? new Arma(0, new int[0], new double[0], new int[0], new double[0])
                        : found;
        return (past, horizon) -> {
            double[] mean = arma.ahead(rest(past, waves, scale, shape, middle), horizon);
            for (int step = 0; step < horizon; step++)
                mean[step] += middle + Ridge.dot(row(waves, past.length() + step, scale), shape);
            return mean;
        };
    }

    private static double[] rest(
            Past past, Waves waves, double scale, double[] shape, double middle) {
        double[] rest = past.recent().clone();
        int offset = past.length() - rest.length;
        for (int t = 0; t < rest.length; t++)
            rest[t] -= middle + Ridge.dot(row(waves, offset + t, scale), shape);
        return rest;
    }

    private static double[] row(Waves waves, int t, double scale) {
        double[] row = new double[2 + waves.count()];
        row[0] = 1;
        row[1] = t / scale;
        waves.write(t, row, 2);
        return row;
    }
}
