package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.Candidate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Learns what each kind of evidence is worth from cases whose cause is known.
 *
 * <p>The model is the engine's own: {@code P(c) = e^(b + w·s(c)) / (1 + Σ e^(b + w·s))}, a
 * conditional logit with "none of these" as the outside choice (McFadden, 1974). A case tells which
 * candidates count as right (all kinds of fault at the right service, or none at all), and the
 * likelihood of a case is their summed probability. It is maximised with a ridge penalty towards
 * the weights one starts from, so that kinds of evidence of which the cases know nothing keep their
 * prior worth: {@code maximise Σ log P(right) − λ Σ (w − w₀)²}. Plain gradient ascent with a step
 * per coordinate (Duchi, Hazan and Singer, "Adaptive Subgradient Methods", 2011); the objective is
 * smooth and a few hundred rounds settle it. No weight turns negative: evidence that speaks against
 * says so by a negative strength. Cost: rounds × candidates × kinds.
 */
public final class CauseLearner {

    /** A case with its answer: which candidates are right; none means that nothing was wrong. */
    public record Example(List<Suspect> suspects, Predicate<Candidate> right, boolean quiet) {}

    private static final int ROUNDS = 400;
    private static final double STEP = 0.3;

    private final double ridge;

    /**
     * @param ridge λ, in nats per squared unit of weight
     */
    public CauseLearner(double ridge) {
        if (!(ridge >= 0)) throw new IllegalArgumentException("ridge " + ridge);
        this.ridge = ridge;
    }

    public CauseWeights learn(List<Example> examples, CauseWeights start) {
        List<String> kinds = new ArrayList<>(start.weights().keySet());
        kinds.sort(String::compareTo);
        double[] prior = new double[kinds.size() + 1];
        prior[0] = start.bias();
        for (int k = 0; k < kinds.size(); k++) prior[k + 1] = start.of(kinds.get(k));
        List<Prepared> prepared = new ArrayList<>();
        for (Example example : examples) prepared.add(Prepared.of(example, kinds));
        double[] weights = prior.clone();
        double[] squares = new double[weights.length];
        for (int round = 0; round < ROUNDS; round++) {
            double[] gradient = new double[weights.length];
            for (Prepared each : prepared) each.addGradient(weights, gradient);
            for (int k = 0; k < weights.length; k++) {
                gradient[k] -= 2 * ridge * (weights[k] - prior[k]);
                squares[k] += gradient[k] * gradient[k];
                if (squares[k] > 0) weights[k] += STEP * gradient[k] / Math.sqrt(squares[k]);
                if (k > 0) weights[k] = Math.max(0, weights[k]);
            }
        }
        Map<String, Double> learned = new LinkedHashMap<>();
        for (int k = 0; k < kinds.size(); k++) learned.put(kinds.get(k), weights[k + 1]);
        return new CauseWeights(weights[0], learned, start.calibration());
    }

    /** Strengths as rows: {@code [0]} is 1 for the bias. */
    private record Prepared(double[][] rows, boolean[] right, boolean quiet) {

        static Prepared of(Example example, List<String> kinds) {
            int size = example.suspects().size();
            double[][] rows = new double[size][kinds.size() + 1];
            boolean[] right = new boolean[size];
            for (int i = 0; i < size; i++) {
                Suspect suspect = example.suspects().get(i);
                rows[i][0] = 1;
                for (int k = 0; k < kinds.size(); k++) {
                    Clue clue = suspect.clues().get(kinds.get(k));
                    if (clue != null) rows[i][k + 1] = clue.strength();
                }
                right[i] = !example.quiet() && example.right().test(suspect.candidate());
            }
            return new Prepared(rows, right, example.quiet());
        }

        void addGradient(double[] weights, double[] gradient) {
            double[] odds = new double[rows.length];
            double highest = 0;
            for (int i = 0; i < rows.length; i++) {
                for (int k = 0; k < weights.length; k++) odds[i] += weights[k] * rows[i][k];
                highest = Math.max(highest, odds[i]);
            }
            double all = Math.exp(-highest);
            double rightly = quiet ? all : 0;
            for (int i = 0; i < rows.length; i++) {
                odds[i] = Math.exp(odds[i] - highest);
                all += odds[i];
                if (right[i]) rightly += odds[i];
            }
            // A cause among no candidates teaches nothing about weights.
            if (rightly <= 0) return;
            for (int i = 0; i < rows.length; i++) {
                double push = (right[i] ? odds[i] / rightly : 0) - odds[i] / all;
                for (int k = 0; k < weights.length; k++) gradient[k] += push * rows[i][k];
            }
        }
    }
}
