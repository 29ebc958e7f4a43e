package io.sreagent.analysis.detect;

import io.sreagent.analysis.stats.Tail;
import java.util.Arrays;

/**
 * What a detector's scores have been on this series, so that a new score becomes the probability of
 * one at least as large in normal times.
 *
 * <p>Scores in standard deviations are squared first: the square of a normal value has an
 * exponential tail, so the lightest tail that is ever believed is a normal one, and a heavier past
 * shows as a heavier tail.
 *
 * <p>Keeps the last {@value #CAPACITY} scores; the {@link Tail} over them is fitted anew each time
 * the past has grown by a quarter, at most every {@value #REFIT} scores. NaN scores are p = NaN and
 * are not learned. Cost: O(log n) a score, O(n log n) a fit.
 */
final class Calibration {
    static final int CAPACITY = 8192;
    private static final int REFIT = 2048;

    private final boolean squared;
    private final double minScale;
    private double[] ring = new double[64];
    private int size;
    private int oldest;
    private int sinceFit;
    private Tail tail;

    Calibration(boolean squared, double minScale) {
        this.squared = squared;
        this.minScale = minScale;
        tail = Tail.of(new double[0], minScale);
    }

    double p(double score) {
        return Double.isNaN(score) ? Double.NaN : tail.beyond(scaled(score));
    }

    /** Takes a score into the past; call after {@link #p}, and only for what was normal. */
    void learn(double score) {
        keep(score);
        if (sinceFit >= Math.min(REFIT, Math.max(8, size / 4))) fit();
    }

    /** Takes a score into the past, of which {@link #p} knows after the next {@link #fit}. */
    void keep(double score) {
        if (Double.isNaN(score)) return;
        double kept = scaled(score);
        if (size < CAPACITY) {
            if (size == ring.length) ring = Arrays.copyOf(ring, 2 * size);
            ring[size++] = kept;
        } else {
            ring[oldest] = kept;
            oldest = (oldest + 1) % CAPACITY;
        }
        sinceFit++;
    }

    void fit() {
        tail = Tail.of(Arrays.copyOf(ring, size), minScale);
        sinceFit = 0;
    }

    private double scaled(double score) {
        return squared ? Math.min(score * score, 1e200) : score;
    }

    int size() {
        return size;
    }
}
