package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Learns what alert names are worth from cases whose cause is known: {@code P(place) ∝ e^(Σ worth ·
 * value)} over the places that raised anything, fitted by gradient ascent on the log-likelihood
 * with a ridge penalty towards zero. Cost: rounds × raised words.
 */
public final class AlertLearner {

    /** One case and which places count as the cause. */
    public record Example(Case facts, Predicate<Resource> right) {}

    private static final int ROUNDS = 250;
    private static final double STEP = 0.2;

    /** Worth below this is noise of the fit. */
    private static final double WORTH_KEEPING = 0.03;

    private final double ridge;

    public AlertLearner(double ridge) {
        if (!(ridge > 0)) throw new IllegalArgumentException("ridge " + ridge);
        this.ridge = ridge;
    }

    /** {@code words[i][j]} with {@code values[i][j]} at place i of one case. */
    private record Prepared(int[][] words, double[][] values, boolean[] right) {}

    public AlertVocabulary learn(List<Example> examples) {
        Map<String, Integer> index = new HashMap<>();
        List<Prepared> cases = new ArrayList<>();
        for (Example example : examples) {
            Prepared prepared = prepare(example, index);
            for (boolean right : prepared.right())
                if (right) {
                    cases.add(prepared);
                    break;
                }
        }
        double[] worth = new double[index.size()];
        double[] squares = new double[index.size()];
        for (int round = 0; round < ROUNDS; round++) {
            double[] gradient = new double[worth.length];
            for (Prepared each : cases) addGradient(each, worth, gradient);
            for (int k = 0; k < worth.length; k++) {
                gradient[k] -= 2 * ridge * worth[k];
                squares[k] += gradient[k] * gradient[k];
                if (squares[k] > 0) worth[k] += STEP * gradient[k] / Math.sqrt(squares[k]);
            }
        }
        Map<String, Double> learned = new TreeMap<>();
        index.forEach(
                (word, k) -> {
                    if (Math.abs(worth[k]) >= WORTH_KEEPING) learned.put(word, worth[k]);
                });
        return new AlertVocabulary(learned);
    }

    private static Prepared prepare(Example example, Map<String, Integer> index) {
        Map<Resource, Map<String, Double>> all = AlertVocabulary.words(example.facts());
        int[][] words = new int[all.size()][];
        double[][] values = new double[all.size()][];
        boolean[] right = new boolean[all.size()];
        int i = 0;
        for (Map.Entry<Resource, Map<String, Double>> place : all.entrySet()) {
            words[i] = new int[place.getValue().size()];
            values[i] = new double[words[i].length];
            int j = 0;
            for (Map.Entry<String, Double> word : place.getValue().entrySet()) {
                words[i][j] = index.computeIfAbsent(word.getKey(), w -> index.size());
                values[i][j++] = word.getValue();
            }
            right[i++] = example.right().test(place.getKey());
        }
        return new Prepared(words, values, right);
    }

    private static void addGradient(Prepared each, double[] worth, double[] gradient) {
        int size = each.right().length;
        double[] odds = new double[size];
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < each.words()[i].length; j++)
                odds[i] += worth[each.words()[i][j]] * each.values()[i][j];
            highest = Math.max(highest, odds[i]);
        }
        double all = 0;
        double rightly = 0;
        for (int i = 0; i < size; i++) {
            odds[i] = Math.exp(odds[i] - highest);
            all += odds[i];
            if (each.right()[i]) rightly += odds[i];
        }
        for (int i = 0; i < size; i++) {
            double push = (each.right()[i] ? odds[i] / rightly : 0) - odds[i] / all;
            for (int j = 0; j < each.words()[i].length; j++)
                gradient[each.words()[i][j]] += push * each.values()[i][j];
        }
    }
}
