package io.sreagent.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link Detector} promises; a test of one extends this and adds what it finds. */
public abstract class DetectorContract {
    private static final int LENGTH = 600;

    /** The detector under test, as its users make it. */
    protected abstract Detector detector();

    /** A grid like those it will meet; override for a detector that needs a season. */
    protected Grid grid() {
        return new Grid(Instant.parse("2026-01-05T00:00:00Z"), Duration.ofMinutes(5), 0);
    }

    @Test
    void name_is_lower_case_with_dashes_and_it_finds_something() {
        assertThat(detector().name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(detector().finds()).isNotEmpty();
    }

    @Test
    void scores_are_never_negative_nor_infinite_whatever_comes() {
        double[] odd = {
            0,
            1,
            -1,
            Double.NaN,
            1e9,
            -1e9,
            Double.POSITIVE_INFINITY,
            1e-300,
            1e300,
            -1e300,
            0,
            0,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            Double.NaN,
            5
        };
        Detector.Run run = detector().start(grid());
        for (int i = 0; i < LENGTH; i++) {
            double value = odd[i % odd.length];
            double score = run.next(value);
            if (Double.isFinite(value)) assertThat(score).as("after %s", value).isNotNaN();
            if (!Double.isNaN(score)) assertThat(score).isFinite().isNotNegative();
        }
    }

    @Test
    void an_infinity_is_treated_as_a_gap() {
        double[] gaps = noise(1, 1);
        double[] infinities = gaps.clone();
        for (int i = 50; i < LENGTH; i += 7) {
            gaps[i] = Double.NaN;
            infinities[i] = i % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        assertThat(scores(infinities)).containsExactly(scores(gaps));
    }

    @Test
    void two_runs_over_the_same_values_agree_and_do_not_share_state() {
        double[] values = noise(2, 1);
        Detector detector = detector();
        Detector.Run first = detector.start(grid());
        Detector.Run second = detector.start(grid());
        for (double value : values) assertThat(first.next(value)).isEqualTo(second.next(value));
    }

    @Test
    void a_constant_series_settles_at_nothing_strange() {
        for (double level : new double[] {0, 42, 1e9, -1e-9}) {
            double[] constant = new double[LENGTH];
            java.util.Arrays.fill(constant, level);
            double[] scores = scores(constant);
            for (int i = LENGTH / 2; i < LENGTH; i++) assertThat(scores[i]).isLessThan(3);
        }
    }

    @Test
    void three_points_are_enough_not_to_fail() {
        assertThat(scores(1.0, 2.0, 3.0)).hasSize(3);
    }

    @Test
    void gaps_alone_never_give_an_infinite_score() {
        double[] gaps = new double[LENGTH];
        java.util.Arrays.fill(gaps, Double.NaN);
        for (double score : scores(gaps))
            if (!Double.isNaN(score)) assertThat(score).isFinite().isNotNegative();
    }

    protected final double[] scores(double... values) {
        Detector.Run run = detector().start(grid());
        double[] scores = new double[values.length];
        for (int i = 0; i < values.length; i++) scores[i] = run.next(values[i]);
        return scores;
    }

    /** Standard normal noise times a size. */
    protected static double[] noise(long seed, double sigma) {
        Random random = new Random(seed);
        double[] values = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) values[i] = sigma * random.nextGaussian();
        return values;
    }

    /** Largest score in {@code from..until} over the largest between 100 and {@code from}. */
    protected final double contrast(double[] values, int from, int until) {
        double[] scores = scores(values);
        double before = 1e-9;
        double after = 0;
        for (int i = 100; i < from; i++) if (scores[i] > before) before = scores[i];
        for (int i = from; i < until; i++) if (scores[i] > after) after = scores[i];
        return after / before;
    }
}
