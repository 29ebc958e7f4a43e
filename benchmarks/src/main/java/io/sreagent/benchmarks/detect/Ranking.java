package io.sreagent.benchmarks.detect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well scores rank labelled rows, without point adjustment.
 *
 * <p>AUC-PR is average precision. VUS-PR follows J. Paparrizos et al., <i>Volume Under the
 * Surface</i>, VLDB 2022: labels fade out over a buffer on both sides of a stretch, recall is
 * weighted by the share of stretches touched, and the area is averaged over all buffers from 0 to
 * the largest.
 */
final class Ranking {
    private static final int THRESHOLDS = 250;

    private Ranking() {}

    static double aucPr(double[] scores, boolean[] labels) {
        Integer[] order = descending(scores);
        int positives = count(labels);
        double area = 0;
        int hits = 0;
        for (int i = 0; i < order.length; ) {
            int before = hits;
            int j = i;
            while (j < order.length && scores[order[j]] == scores[order[i]]) {
                if (labels[order[j]]) hits++;
                j++;
            }
            area += (hits - before) / (double) positives * hits / j;
            i = j;
        }
        return area;
    }

    static double bestF1(double[] scores, boolean[] labels) {
        Integer[] order = descending(scores);
        int positives = count(labels);
        double best = 0;
        int hits = 0;
        for (int i = 0; i < order.length; i++) {
            if (labels[order[i]]) hits++;
            boolean last = i + 1 == order.length || scores[order[i + 1]] != scores[order[i]];
            if (last) best = Math.max(best, 2.0 * hits / (i + 1 + positives));
        }
        return best;
    }

    static double f1(double[] scores, boolean[] labels, double threshold) {
        int hits = 0;
        int told = 0;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] < threshold) continue;
            told++;
            if (labels[i]) hits++;
        }
        return told + count(labels) == 0 ? 0 : 2.0 * hits / (told + count(labels));
    }

    static double vusPr(double[] scores, boolean[] labels, int largestBuffer) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int buffer = 0; buffer <= largestBuffer; buffer++)
            sum += rangePr(scores, sorted, labels, buffer);
        return sum / (largestBuffer + 1);
    }

    private static double rangePr(double[] scores, double[] sorted, boolean[] labels, int buffer) {
        int n = scores.length;
        double[] soft = soft(labels, buffer);
        double positives = (count(labels) + Arrays.stream(soft).sum()) / 2;
        double area = 0;
        double recallBefore = 0;
        for (int t = 0; t < THRESHOLDS; t++) {
            double threshold =
                    sorted[n - 1 - (int) ((long) t * (n - 1) / (double) (THRESHOLDS - 1))];
            double hits = 0;
            int told = 0;
            int stretches = 0;
            int touched = 0;
            boolean open = false;
            boolean here = false;
            for (int i = 0; i < n; i++) {
                if (soft[i] > 0 && !open) {
                    open = true;
                    here = false;
                    stretches++;
                }
                if (soft[i] <= 0) open = false;
                if (scores[i] < threshold) continue;
                told++;
                hits += soft[i];
                if (open && !here) {
                    here = true;
                    touched++;
                }
            }
            double recall = Math.min(hits / positives, 1) * touched / Math.max(1, stretches);
            area += (recall - recallBefore) * hits / told;
            recallBefore = recall;
        }
        return area;
    }

    private static double[] soft(boolean[] labels, int buffer) {
        int n = labels.length;
        double[] soft = new double[n];
        for (int i = 0; i < n; i++) if (labels[i]) soft[i] = 1;
        for (int i = 0; i < n; i++) {
            if (!labels[i]) continue;
            if (i == 0 || !labels[i - 1])
                for (int j = Math.max(0, i - buffer / 2); j < i; j++)
                    soft[j] += Math.sqrt(1 - (i - j) / (double) buffer);
            if (i == n - 1 || !labels[i + 1])
                for (int j = i + 1; j < Math.min(n, i + buffer / 2); j++)
                    soft[j] += Math.sqrt(1 - (j - i) / (double) buffer);
        }
        for (int i = 0; i < n; i++) soft[i] = Math.min(1, soft[i]);
        return soft;
    }

    private static int count(boolean[] labels) {
        int count = 0;
        for (boolean label : labels) if (label) count++;
        return count;
    }

    private static Integer[] descending(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .toArray(Integer[]::new);
    }
}
