package io.sreagent.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairsAndChangesTest {
    @Test
    void two_series_that_stop_moving_together_are_seen_though_each_looks_as_usual() {
        double[] scores = pair(500);
        assertThat(Arrays.stream(scores, 500, 540).max().orElseThrow()).isGreaterThan(3);
        assertThat(Arrays.stream(scores, 300, 500).max().orElseThrow()).isLessThan(3);
    }

    @Test
    void two_series_that_never_moved_together_have_nothing_to_break() {
        assertThat(pair(0)).containsOnly(0);
    }

    @Test
    void a_pair_with_a_gap_has_no_opinion_and_constants_are_no_pair() {
        CorrelationBreak pair = new CorrelationBreak();
        assertThat(pair.next(Double.NaN, 1)).isNaN();
        assertThat(pair.next(1, Double.POSITIVE_INFINITY)).isNaN();
        for (int i = 0; i < 600; i++) assertThat(pair.next(1e9, 7)).isZero();
    }

    @Test
    void changes_of_level_are_dated_to_the_sample() {
        Random random = new Random(4);
        double[] values = new double[300];
        for (int i = 0; i < values.length; i++)
            values[i] = (i < 100 ? 10 : i < 180 ? 16 : 7) + random.nextGaussian();
        values[50] = Double.NaN;
        int[] changes = ChangePoints.of(values);
        assertThat(changes).hasSize(2);
        assertThat(changes[0]).isBetween(99, 101);
        assertThat(changes[1]).isBetween(179, 181);
    }

    @Test
    void noise_constants_and_three_points_have_no_change() {
        assertThat(ChangePoints.of(new Random(1).doubles(500).toArray())).isEmpty();
        assertThat(ChangePoints.of(new double[100])).isEmpty();
        assertThat(ChangePoints.of(new double[] {1, 5, 2})).isEmpty();
    }

    private static double[] pair(int together) {
        Random random = new Random(2);
        CorrelationBreak pair = new CorrelationBreak();
        double[] scores = new double[600];
        for (int i = 0; i < scores.length; i++) {
            double load = random.nextGaussian();
            double other = i < together ? load : random.nextGaussian();
            scores[i] = pair.next(100 + load, 5 + 2 * other + 0.3 * random.nextGaussian());
        }
        return scores;
    }
}
