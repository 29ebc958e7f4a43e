package io.sreagent.benchmarks.cause;

import io.sreagent.analysis.cause.CauseWeights;
import java.util.List;
import java.util.function.Function;

/**
 * Makes confidence mean what it says: a factor on all log-odds and a shift of the bias, after Platt
 * ("Probabilistic outputs for support vector machines", 1999), chosen for the smallest logarithmic
 * loss on cases that the weights were not learned from. Both keep every ranking as it is. Cost:
 * factors × shifts × cases × candidates.
 *
 * @param sharpness factor on all log-odds
 * @param shift added to the bias before the factor
 */
record Calibration(double sharpness, double shift) {
    private static final double SHIFT_MOST = 1.5;

    CauseWeights of(CauseWeights weights) {
        return new CauseWeights(weights.bias() + shift, weights.weights(), sharpness);
    }

    /**
     * @param weights what ranks a case, learned without it
     */
    static Calibration fit(List<Labelled> cases, Function<Labelled, CauseWeights> weights) {
        Calibration best = new Calibration(1, 0);
        double least = Double.POSITIVE_INFINITY;
        for (int s = 6; s <= 20; s++)
            for (double shift = -SHIFT_MOST; shift <= SHIFT_MOST; shift += 0.25) {
                Calibration each = new Calibration(s / 10.0, shift);
                Reliability reliability = each.reliability(cases, weights);
                double loss = reliability.loss();
                if (loss >= least) continue;
                least = loss;
                best = each;
            }
        return best;
    }

    /** What would be said of the cases, and whether it came true. */
    Reliability reliability(List<Labelled> cases, Function<Labelled, CauseWeights> weights) {
        Reliability reliability = new Reliability();
        for (Labelled each : cases) {
            Ranked ranked = Ranked.of(each.example().suspects(), of(weights.apply(each)));
            reliability.add(
                    ranked.confidence(),
                    !each.isQuiet() && ranked.rank(each.truth(), each.set()) == 1);
        }
        return reliability;
    }
}
