package io.sreagent.analysis.detect;

import io.sreagent.analysis.stats.Tail;
import java.util.Arrays;

/**
 * Scores a machine with many metrics: many sides a little off outweigh one far off.
 *
 * <p>u = mean over columns of {@link SeasonalLevel}, each cut at {@value #CUT}, smoothed with α =
 * {@value #SMOOTHING}. u is calibrated on the rows before ({@link Tail}, at most the last 8,000):
 * with p its tail probability and N rows a day, {@link Sensitivity#score} of p · N is the
 * confidence c that this is no chance; where the tail says nothing (c = 0.5) c goes on as a growing
 * function of u. Rows get 0.9 · c; the first row of an episode gets 0.9 + 0.1 · c: an episode
 * begins when c ≥ 0.5 and u is 1.3 times higher than any in the episode before it, and it is over
 * when that has not happened for a tenth of the rows so far, at least a period. So a threshold up
 * to 0.9 cuts out anomalous rows, one above tells each episode once. With fewer than 50 rows before
 * it a row scores 0. Cost: O(columns).
 */
final class MachineScore {
    private static final double CUT = 8;
    private static final double SMOOTHING = 0.1;
    private static final int PAST = 8000;
    private static final int LEARNING = 50;

    private final Grid grid;

    MachineScore(Grid grid) {
        this.grid = grid;
    }

    double[] of(double[][] columns) {
        int rows = columns[0].length;
        double[] distance = new double[rows];
        for (double[] column : columns) {
            Detector.Run run = new SeasonalLevel().start(grid);
            for (int i = 0; i < rows; i++) {
                double score = run.next(column[i]);
                if (!Double.isNaN(score)) distance[i] += Math.min(score, CUT) / columns.length;
            }
        }
        double smooth = 0;
        for (int i = 0; i < rows; i++) {
            smooth += SMOOTHING * (distance[i] - smooth);
            distance[i] = smooth;
        }
        return calibrated(distance);
    }

    private double[] calibrated(double[] distance) {
        double[] scores = new double[distance.length];
        double perDay = Math.max(grid.period(), 24);
        Tail tail = Tail.of(new double[0], 1);
        int fitAt = LEARNING;
        Rise rise = new Rise(grid.period());
        for (int i = 0; i < distance.length; i++) {
            if (i >= fitAt) {
                tail = Tail.of(Arrays.copyOfRange(distance, Math.max(0, i - PAST), i), 0.1);
                fitAt = i + Math.max(20, Math.min(i, PAST) / 10);
            }
            if (i < LEARNING || distance[i] <= 0) continue;
            double confidence = Sensitivity.score(Math.min(1, tail.beyond(distance[i]) * perDay));
            double c =
                    confidence > 0.5
                            ? confidence
                            : 0.5 * distance[i] / (distance[i] + tail.at(1 / perDay));
            boolean begins = rise.begins(i, distance[i], c >= 0.5);
            scores[i] = begins ? 0.9 + 0.1 * c : 0.9 * c;
        }
        return scores;
    }
}
