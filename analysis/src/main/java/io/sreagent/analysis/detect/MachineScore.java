package io.sreagent.analysis.detect;

import io.sreagent.analysis.stats.Tail;
import java.util.Arrays;

/**
 * Scores a machine with many metrics: many sides a little off outweigh one far off.
 *
 * <p>u = mean over columns of {@link SeasonalLevel}, each cut at {@value #CUT}, smoothed with α =
 * {@value #SMOOTHING}. With k the larger of {@value #FAR} and what u exceeded about once a day so
 * far ({@link Tail} over at most the last 8,000 rows), a row gets 0.9 u / (u + 2k/7), which is 0.7
 * at u = k. The first row of an episode ({@link Rise}) with u ≥ {@value #MUCH} k gets 0.9 + 0.1 of
 * its share. So a threshold up to 0.9 cuts out anomalous rows, one above tells each episode once.
 * With fewer than 50 rows before it a row scores 0. Cost: O(columns).
 */
final class MachineScore {
    private static final double CUT = 8;
    private static final double SMOOTHING = 0.05;
    private static final double FAR = 0.5;
    private static final double MUCH = 1.5;
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
        double onceADay = 1.0 / Math.max(grid.period(), 24);
        double k = FAR;
        int fitAt = LEARNING;
        Rise rise = new Rise(grid.period());
        for (int i = 0; i < distance.length; i++) {
            if (i >= fitAt) {
                Tail tail = Tail.of(Arrays.copyOfRange(distance, Math.max(0, i - PAST), i), 0.1);
                k = Math.max(FAR, tail.at(onceADay));
                fitAt = i + Math.max(20, Math.min(i, PAST) / 10);
            }
            if (i < LEARNING || distance[i] <= 0) continue;
            double share = distance[i] / (distance[i] + 2 * k / 7);
            boolean begins = rise.begins(i, distance[i], distance[i] >= MUCH * k);
            scores[i] = begins ? 0.9 + 0.1 * share : 0.9 * share;
        }
        return scores;
    }
}
