package io.sreagent.analysis.forecast;

import io.sreagent.analysis.season.Mstl;
import java.util.Comparator;
import java.util.List;

/**
 * Exponential smoothing of the seasonally adjusted series with level only, with a trend, or with a
 * damped one: whichever has the least AICc {@code = n·ln(SSE/n) + 2k + 2k(k+1)/(n−k−1)}, k counting
 * smoothing parameters, starting values and the variance. Seasons are added back.
 *
 * <p>Gaps are bridged first. Source: Hyndman, Koehler, Snyder, Grose 2002; additive errors only.
 * Cost: O(n) a pass, about 140 passes.
 */
public final class AutomaticEts extends FittedForecaster {

    private record Candidate(Smoothing smoothing, int parameters) {
        double aicc(double[] y) {
            double n = y.length;
            double k = parameters;
            double squared = Math.max(smoothing.pass(y).squaredError() / n, 1e-300);
            double correction = n > k + 1 ? 2 * k * (k + 1) / (n - k - 1) : 1e9;
            return n * Math.log(squared) + 2 * k + correction;
        }
    }

    @Override
    public String name() {
        return "ets";
    }

    @Override
    public int needs(int[] periods) {
        return 8;
    }

    @Override
    Fit fit(Past learned) {
        double[] y = learned.decomposition().adjusted();
        List<Candidate> candidates =
                List.of(
                        new Candidate(Smoothing.flat(y), 3),
                        new Candidate(Smoothing.trended(y), 5),
                        new Candidate(Smoothing.damped(y), 6));
        Smoothing best =
                candidates.stream()
                        .min(Comparator.comparingDouble(candidate -> candidate.aicc(y)))
                        .orElseThrow()
                        .smoothing();
        return (past, horizon) -> {
            Mstl parts = past.decomposition();
            return parts.addSeasons(best.ahead(parts.adjusted(), horizon));
        };
    }
}
