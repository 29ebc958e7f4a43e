package io.sreagent.analysis.detect;

import io.sreagent.analysis.stats.Tail;
import java.util.Arrays;

/**
 * Scores a single series, in two tellings.
 *
 * <p><b>How far off is this row?</b> z² = a² + b² + c² with a = {@link SeasonalDrift} in standard
 * deviations, b = {@link Spot} (−log₁₀ p) and c = √(2 · ({@link Flatline} − 2)): the first knows
 * the rhythm of the day and follows a new level, the second knows the shape of the tail and holds
 * on to the level from before, so a fault that both see stands above what only one does. A row
 * keeps at least {@value #HOLD} of the z before it: right after a fault doubt remains. With k the
 * larger of {@value #FAR} and what z exceeded about once a day so far ({@link Tail} over at most
 * 8,000), the row gets 0.9 z / (z + 2k/7), which is 0.7 at z = k.
 *
 * <p><b>Is this something new?</b> Where {@link Novelty} says ν ≥ {@value #NEW} + log₁₀(n / {@value
 * #FIRST}) and begins an episode ({@link Rise}), the row gets 0.9 + 0.1 ν / (ν + 2). The bar goes
 * up once more than {@value #FIRST} rows have come: ν counts powers of ten of rarity, and chance
 * has ten times the occasions in ten times the rows. So a threshold up to 0.9 cuts out anomalous
 * rows, one above tells each episode once.
 *
 * <p>With fewer than 50 rows before it a row scores 0. Cost: that of the detectors.
 */
final class SeriesScore {
    private static final double HOLD = 0.8;
    private static final double FAR = 6;
    private static final double NEW = 2;
    private static final int FIRST = 4000;
    private static final int PAST = 8000;
    private static final int LEARNING = 50;

    private final Grid grid;

    SeriesScore(Grid grid) {
        this.grid = grid;
    }

    /** The largest score of all columns, row by row. */
    double[] of(double[][] columns) {
        double[] scores = new double[columns[0].length];
        for (double[] column : columns) {
            double[] one = of(column);
            for (int i = 0; i < scores.length; i++) scores[i] = Math.max(scores[i], one[i]);
        }
        return scores;
    }

    private double[] of(double[] column) {
        double[] far = far(column);
        double[] scores = new double[column.length];
        double onceADay = 1.0 / Math.max(grid.period(), 24);
        double k = FAR;
        int fitAt = LEARNING;
        Detector.Run novelty = new Novelty().start(grid);
        Rise rise = new Rise(grid.period());
        for (int i = 0; i < scores.length; i++) {
            if (i >= fitAt) {
                Tail tail = Tail.of(Arrays.copyOfRange(far, Math.max(0, i - PAST), i), 0.5);
                k = Math.max(FAR, tail.at(onceADay));
                fitAt = i + Math.max(20, Math.min(i, PAST) / 10);
            }
            double strange = novelty.next(column[i]);
            if (i < LEARNING) continue;
            scores[i] = 0.9 * far[i] / (far[i] + 2 * k / 7);
            double bar = NEW + Math.max(0, Math.log10(i / (double) FIRST));
            if (rise.begins(i, strange, strange >= bar))
                scores[i] = 0.9 + 0.1 * strange / (strange + 2);
        }
        return scores;
    }

    private double[] far(double[] column) {
        Detector.Run drift = new SeasonalDrift().start(grid);
        Detector.Run spot = new Spot().start(grid);
        Detector.Run flatline = new Flatline().start(grid);
        double[] far = new double[column.length];
        double before = 0;
        for (int i = 0; i < far.length; i++) {
            double off = known(drift.next(column[i]));
            double rare = known(spot.next(column[i]));
            double flat = 2 * Math.max(0, known(flatline.next(column[i])) - 2);
            far[i] = Math.max(Math.sqrt(off * off + rare * rare + flat), HOLD * before);
            before = far[i];
        }
        return far;
    }

    private static double known(double score) {
        return Double.isNaN(score) ? 0 : score;
    }
}
