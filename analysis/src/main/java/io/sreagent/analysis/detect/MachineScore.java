package io.sreagent.analysis.detect;

import io.sreagent.analysis.stats.Tail;
import java.util.Arrays;

/**
 * Scores a machine or a service with many metrics: many sides a little off outweigh one far off.
 *
 * <p>u = mean over sides of how many robust standard deviations each is off, each cut at {@value
 * #CUT}, smoothed with α = {@value #SMOOTHING}. With k the larger of {@value #FAR} and what u
 * exceeded about once a day so far ({@link Tail} over at most the last {@value #PAST} moments), a
 * moment gets 0.9 u / (u + 2k/7), which is 0.7 at u = k. The first moment of an episode ({@link
 * Rise}) with u ≥ {@value #MUCH} k gets 0.9 + 0.1 of its share. So a threshold up to 0.9 cuts out
 * anomalous moments, one above tells each episode once. With fewer than {@value #LEARNING} moments
 * before it one scores 0; a side without a value counts as not off.
 *
 * <p>Recorded files ask it with {@link SeasonalLevel}, the live watch with the residuals of its
 * baselines. Cost: O(sides), and a sort of the past each time that has grown by a tenth. Not for
 * two threads at once.
 */
public final class MachineScore {
    private static final double CUT = 8;
    private static final double SMOOTHING = 0.05;
    private static final double FAR = 0.5;
    private static final double MUCH = 1.5;
    private static final int PAST = 8000;
    private static final int LEARNING = 50;

    private final double onceADay;
    private final Rise rise;
    private double[] past = new double[LEARNING];
    private int n;
    private int fitAt = LEARNING;
    private double smooth;
    private double k = FAR;

    /**
     * @param momentsADay how often {@link #next} is asked in a day; 0 when unknown
     */
    public MachineScore(int momentsADay) {
        onceADay = 1.0 / Math.max(momentsADay, 24);
        rise = new Rise(momentsADay);
    }

    /** Scores of recorded columns of one machine, row by row. */
    static double[] of(double[][] columns, Grid grid) {
        Detector.Run[] runs = new Detector.Run[columns.length];
        Arrays.setAll(runs, c -> new SeasonalLevel().start(grid));
        MachineScore machine = new MachineScore(grid.period());
        double[] sides = new double[columns.length];
        double[] scores = new double[columns[0].length];
        for (int i = 0; i < scores.length; i++) {
            for (int c = 0; c < sides.length; c++) sides[c] = runs[c].next(columns[c][i]);
            scores[i] = machine.next(sides);
        }
        return scores;
    }

    /**
     * Takes the next moment.
     *
     * @param sides how far each is off in robust standard deviations, either sign; NaN when it has
     *     no value
     * @return 0–1
     */
    public double next(double... sides) {
        double distance = 0;
        for (double side : sides)
            if (!Double.isNaN(side)) distance += Math.min(Math.abs(side), CUT) / sides.length;
        smooth += SMOOTHING * (distance - smooth);
        if (n >= fitAt) fit();
        keep(smooth);
        int at = n++;
        if (at < LEARNING || smooth <= 0) return 0;
        double share = smooth / (smooth + 2 * k / 7);
        boolean begins = rise.begins(at, smooth, smooth >= MUCH * k);
        return begins ? 0.9 + 0.1 * share : 0.9 * share;
    }

    private void keep(double distance) {
        if (n == past.length && n < PAST) past = Arrays.copyOf(past, Math.min(PAST, 2 * n));
        past[n % past.length] = distance;
    }

    private void fit() {
        Tail tail = Tail.of(Arrays.copyOf(past, Math.min(n, past.length)), 0.1);
        k = Math.max(FAR, tail.at(onceADay));
        fitAt = n + Math.max(20, Math.min(n, PAST) / 10);
    }
}
