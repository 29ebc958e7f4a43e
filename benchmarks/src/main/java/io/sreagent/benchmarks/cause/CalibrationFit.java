package io.sreagent.benchmarks.cause;

import io.sreagent.analysis.cause.Calibration;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits a {@link Calibration} to cases whose ranking is known to be right or wrong: smallest mean
 * logarithmic loss, with a small penalty towards leaving confidence as it is, among those at which
 * who would act alone is right ({@link Reliability#actsRightly}). Pattern search (Hooke and Jeeves,
 * 1961); it keeps every ranking. Cost: some hundred passes over the cases.
 */
final class CalibrationFit {
    private static final double PENALTY = 0.5; // nats over all cases, per squared unit

    /** A ranking, and whether its first service is the cause. */
    record Outcome(Ranked ranked, boolean right) {}

    private CalibrationFit() {}

    static Calibration of(List<Outcome> outcomes) {
        Calibration best = coarse(outcomes);
        for (double step = 0.4; step > 0.01; step /= 2) {
            Calibration from;
            do {
                from = best;
                for (Calibration each : around(from, step)) best = better(best, each, outcomes);
            } while (!from.equals(best));
        }
        return best;
    }

    /** The condition makes the loss jump, so that a search from one place would get stuck. */
    private static Calibration coarse(List<Outcome> outcomes) {
        Calibration best = Calibration.NONE;
        for (double certain = 0.5; certain <= 2; certain += 0.5)
            for (double doubt = 0.5; doubt <= 4; doubt += 0.5)
                for (double level = -2; level <= 1.5; level += 0.5)
                    best = better(best, new Calibration(certain, doubt, level), outcomes);
        return best;
    }

    private static Calibration better(Calibration one, Calibration other, List<Outcome> outcomes) {
        return loss(other, outcomes) < loss(one, outcomes) - 1e-9 ? other : one;
    }

    static Reliability reliability(Calibration calibration, List<Outcome> outcomes) {
        Reliability reliability = new Reliability();
        for (Outcome each : outcomes)
            reliability.add(each.ranked().confidence(calibration), each.right());
        return reliability;
    }

    private static double loss(Calibration calibration, List<Outcome> outcomes) {
        Reliability reliability = reliability(calibration, outcomes);
        if (!reliability.actsRightly()) return Double.POSITIVE_INFINITY;
        double away =
                Math.pow(calibration.certain() - 1, 2)
                        + Math.pow(calibration.doubt() - 1, 2)
                        + Math.pow(calibration.level(), 2);
        return reliability.loss() + PENALTY * away / outcomes.size();
    }

    private static List<Calibration> around(Calibration at, double step) {
        List<Calibration> around = new ArrayList<>();
        for (int sign = -1; sign <= 1; sign += 2) {
            double move = sign * step;
            around.add(new Calibration(Math.max(0, at.certain() + move), at.doubt(), at.level()));
            around.add(new Calibration(at.certain(), Math.max(0, at.doubt() + move), at.level()));
            around.add(new Calibration(at.certain(), at.doubt(), at.level() + move));
        }
        return around;
    }
}
