package io.sreagent.benchmarks.cause;

import io.sreagent.analysis.cause.Calibration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Fits a {@link Calibration} to cases whose ranking is known to be right or wrong: smallest mean
 * logarithmic loss, with a small penalty towards leaving confidence as it is. Pattern search (Hooke
 * and Jeeves, 1961); it keeps every ranking. Then the confidence from which one may act alone: the
 * least from which on at most one in a hundred would be wrong if one more were. Cost: some hundred
 * passes over the cases.
 */
final class CalibrationFit {
    private static final double PENALTY = 0.5; // nats over all cases, per squared unit
    private static final double WRONG_AT_MOST = 0.01;

    /** A ranking, and whether its first service is the cause. */
    record Outcome(Ranked ranked, boolean right) {}

    private CalibrationFit() {}

    static Calibration of(List<Outcome> outcomes) {
        Calibration best = new Calibration(1, 1, 0, 0);
        for (double step = 0.4; step > 0.01; step /= 2) {
            Calibration from;
            do {
                from = best;
                for (Calibration each : around(from, step))
                    if (loss(each, outcomes) < loss(best, outcomes) - 1e-9) best = each;
            } while (!from.equals(best));
        }
        return new Calibration(best.certain(), best.doubt(), best.level(), alone(outcomes));
    }

    /** The least share from which on as many are right as may act alone. */
    private static double alone(List<Outcome> outcomes) {
        List<Outcome> surest = new ArrayList<>(outcomes);
        surest.sort(Comparator.comparingDouble((Outcome each) -> each.ranked().share()).reversed());
        double alone = 1;
        int wrong = 0;
        for (int i = 0; i < surest.size(); i++) {
            if (!surest.get(i).right()) wrong++;
            if (wrong + 1 <= WRONG_AT_MOST * (i + 2))
                alone = Math.min(alone, surest.get(i).ranked().share());
        }
        return alone;
    }

    static Reliability reliability(Calibration calibration, List<Outcome> outcomes) {
        Reliability reliability = new Reliability();
        for (Outcome each : outcomes)
            reliability.add(
                    each.ranked().confidence(calibration),
                    calibration.of(each.ranked().share()) >= Calibration.ACTS,
                    each.right());
        return reliability;
    }

    private static double loss(Calibration calibration, List<Outcome> outcomes) {
        double away =
                Math.pow(calibration.certain() - 1, 2)
                        + Math.pow(calibration.doubt() - 1, 2)
                        + Math.pow(calibration.level(), 2);
        return reliability(calibration, outcomes).loss() + PENALTY * away / outcomes.size();
    }

    private static List<Calibration> around(Calibration at, double step) {
        List<Calibration> around = new ArrayList<>();
        for (int sign = -1; sign <= 1; sign += 2) {
            double move = sign * step;
            around.add(
                    new Calibration(Math.max(0, at.certain() + move), at.doubt(), at.level(), 0));
            around.add(
                    new Calibration(at.certain(), Math.max(0, at.doubt() + move), at.level(), 0));
            around.add(new Calibration(at.certain(), at.doubt(), at.level() + move, 0));
        }
        return around;
    }
}
