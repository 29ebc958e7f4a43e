package io.sreagent.analysis.detect;

import io.sreagent.analysis.stats.CombinedP;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several detectors on one series, speaking with one voice: each score becomes the probability of
 * one at least as large in this series' own past ({@link Calibration}), and the probabilities are
 * combined by the Cauchy rule, which holds however much the detectors depend on each other. No
 * detector's scale and no assumed distribution enters.
 *
 * <p>Cost: the sum of its detectors, and O(log n) each for the calibration. Not for two threads at
 * once.
 */
public final class Ensemble {
    /**
     * A detector and what to feed it.
     *
     * @param onResidual whether it takes residuals in robust standard deviations, or the value
     *     itself
     * @param minScale smallest scale of the tail of its score, squared when it is one of residuals
     */
    public record Member(Detector detector, boolean onResidual, double minScale) {}

    /**
     * What the ensemble makes of one sample.
     *
     * @param p probability of normal behaviour at least this strange, 0–1
     * @param each the same by member, in their order; NaN where one has no opinion
     */
    public record Judgement(double p, double[] each) {}

    /** The members that {@link SeriesWatch} uses. */
    public static final List<Member> STANDARD =
            List.of(
                    new Member(new SeasonalResidual(), true, 0.5),
                    new Member(new RunRule(), true, 0.2),
                    new Member(new Ewma(), true, 0.5),
                    new Member(new Cusum(), true, 1),
                    new Member(new Drift(), true, 0.5),
                    new Member(new Unrest(), true, 0.1),
                    new Member(new Flatline(), false, 1),
                    new Member(new Absence(), false, 1));

    private static final int DELAY = 5;

    private final ArrayDeque<double[]> pending = new ArrayDeque<>();
    private final List<Member> members;
    private final List<Detector.Run> runs;
    private final List<Calibration> calibrations;
    private final double[] scores;

    public Ensemble(List<Member> members, Grid grid) {
        this.members = List.copyOf(members);
        runs = this.members.stream().map(m -> m.detector().start(grid)).toList();
        calibrations =
                this.members.stream()
                        .map(m -> new Calibration(m.onResidual(), m.minScale()))
                        .toList();
        scores = new double[members.size()];
    }

    /**
     * Judges a sample; nothing is learned for the calibration until {@link #learn()}.
     *
     * @param value in the series' unit, NaN for a gap
     * @param residual in robust standard deviations, NaN for a gap
     */
    public Judgement next(double value, double residual) {
        live(value, residual);
        double[] p = new double[scores.length];
        for (int i = 0; i < scores.length; i++) p[i] = calibrations.get(i).p(scores[i]);
        return new Judgement(CombinedP.cauchy(p), p);
    }

    /** Lives through a sample of the past, which nobody asks to be judged. */
    void live(double value, double residual) {
        for (int i = 0; i < scores.length; i++)
            scores[i] = runs.get(i).next(members.get(i).onResidual() ? residual : value);
    }

    /** Keeps the sample just lived through; it counts after {@link #settle()}. */
    void keep() {
        for (int i = 0; i < scores.length; i++) calibrations.get(i).keep(scores[i]);
    }

    /** Lives through a residual for its noise only: values are not looked at. */
    void rehearse(double residual) {
        for (int i = 0; i < scores.length; i++)
            if (members.get(i).onResidual()) calibrations.get(i).keep(runs.get(i).next(residual));
    }

    /** Takes the sample just judged into the past that later ones are compared with. */
    public void learn() {
        for (int i = 0; i < scores.length; i++) calibrations.get(i).learn(scores[i]);
    }

    /** Learns the sample just judged once {@value #DELAY} more have come, unless forgotten. */
    public void learnLater() {
        pending.addLast(scores.clone());
        if (pending.size() <= DELAY) return;
        double[] old = pending.removeFirst();
        for (int i = 0; i < old.length; i++) calibrations.get(i).learn(old[i]);
    }

    /** What is waiting to be learned was the beginning of an anomaly. */
    public void forgetPending() {
        pending.clear();
    }

    /** Takes all that was learned into account now, as at the end of a warm-up. */
    public void settle() {
        calibrations.forEach(Calibration::fit);
    }

    /** Names of the members whose own p is at most this, strongest first. */
    public List<String> fired(Judgement judgement, double atMost) {
        List<Integer> order =
                new ArrayList<>(
                        IntStream.range(0, scores.length)
                                .filter(i -> judgement.each()[i] <= atMost)
                                .boxed()
                                .toList());
        order.sort(Comparator.comparingDouble(i -> judgement.each()[i]));
        return order.stream().map(i -> members.get(i).detector().name()).toList();
    }
}
