package io.sreagent.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.detect.OfflineScores.Rows;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What comes out of odd data: defined, between 0 and 1, and no alarm that is only the oddity's own.
 */
class BadInputTest {
    private static final Duration FIVE = Duration.ofMinutes(5);
    private static final int DAY = 288;
    private static final int LENGTH = 6 * DAY;

    private final double[] load = load(100, 1);

    @Test
    void infinities_are_gaps_like_nan() {
        double[] nan = load.clone();
        double[] infinite = load.clone();
        for (int i = 300; i < LENGTH; i += 17) {
            nan[i] = Double.NaN;
            infinite[i] = i % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        assertThat(score(infinite, even())).containsExactly(score(nan, even()));
    }

    @Test
    void missing_rows_move_no_later_row_to_another_time_of_day() {
        int gap = 100;
        double[] values = new double[LENGTH - gap];
        long[] millis = new long[LENGTH - gap];
        long[] even = even();
        for (int i = 0; i < values.length; i++) {
            int from = i < 1000 ? i : i + gap;
            values[i] = load[from];
            millis[i] = even[from];
        }
        double[] scores = score(values, millis);
        assertThat(Arrays.stream(scores, 1001, scores.length).max().orElseThrow()).isLessThan(0.9);
    }

    @Test
    void repeated_times_and_steps_back_keep_every_row_and_score_it() {
        long[] millis = even();
        millis[700] = millis[699];
        millis[800] = millis[790];
        double[] scores = score(load, millis);
        assertThat(scores).hasSize(LENGTH);
        assertThat(Arrays.stream(scores, 600, 1000).max().orElseThrow()).isLessThan(0.9);
    }

    @Test
    void a_clock_that_jumps_a_year_ahead_costs_neither_memory_nor_an_alarm() {
        long[] millis = even();
        for (int i = 1200; i < LENGTH; i++) millis[i] += Duration.ofDays(364).toMillis();
        double[] scores = score(load, millis);
        assertThat(Arrays.stream(scores, 1100, LENGTH).max().orElseThrow()).isLessThan(0.9);
    }

    @Test
    void a_counter_that_is_reset_is_told_and_then_forgotten() {
        Random random = new Random(9);
        double[] counter = new double[LENGTH];
        for (int i = 1; i < LENGTH; i++)
            counter[i] = (i == 1200 ? 0 : counter[i - 1]) + 50 + random.nextInt(20);
        double[] scores = score(counter, even());
        assertThat(Arrays.stream(scores, 1200, 1203).max().orElseThrow()).isGreaterThan(0.7);
        assertThat(Arrays.stream(scores, LENGTH - 100, LENGTH).max().orElseThrow()).isLessThan(0.7);
    }

    @Test
    void the_scale_of_the_values_changes_no_score() {
        double[] plain = score(load, even());
        for (double scale : new double[] {1e9, 1e-9})
            assertThat(largestDifference(score(load(100, scale), even()), plain)).isLessThan(1e-6);
    }

    @Test
    void a_small_movement_on_a_huge_level_is_still_seen() {
        double[] values = load(0, 1);
        for (int i = 0; i < LENGTH; i++) values[i] += 1e9;
        values[1400] += 60;
        assertThat(score(values, even())[1400]).isGreaterThan(0.7);
    }

    @Test
    void three_points_and_constants_raise_nothing() {
        assertThat(score(new double[] {1, 2, 3}, new long[0])).containsOnly(0).hasSize(3);
        double[] constant = new double[LENGTH];
        Arrays.fill(constant, 1e9);
        assertThat(score(constant, even())).containsOnly(0);
    }

    @Test
    void a_live_watch_bears_all_of_it_at_once() {
        Series history =
                new Series(
                        Load.metric("checkout", Unit.PER_SECOND), Load.MONDAY, FIVE, load.clone());
        SeriesWatch watch = SeriesWatch.learn(history);
        Instant now = history.end();
        double[] odd = {100, Double.NaN, Double.POSITIVE_INFINITY, -1e300, 1e300, 0, 1e-300, 100};
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            now = now.plusSeconds(i == 50 ? 90_000_000 : i % 7 == 0 ? 0 : i % 11 == 0 ? -300 : 60);
            watch.next(now, odd[i % odd.length]).ifPresent(a -> scores.add(a.score()));
        }
        assertThat(scores).allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
        assertThat(watch.bandAt(now).upper()).isFinite();
    }

    private static double largestDifference(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
        return largest;
    }

    private static double[] score(double[] values, long[] millis) {
        double[] scores = OfflineScores.of(null, new Rows(new double[][] {values}, millis));
        for (double score : scores) assertThat(score).isBetween(0.0, 1.0);
        return scores;
    }

    private static long[] even() {
        long[] millis = new long[LENGTH];
        Arrays.setAll(millis, i -> Load.MONDAY.plus(FIVE.multipliedBy(i)).toEpochMilli());
        return millis;
    }

    private static double[] load(double level, double scale) {
        Random random = new Random(5);
        double[] values = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++)
            values[i] =
                    scale
                            * (level
                                    + 40 * Math.sin(2 * Math.PI * i / DAY)
                                    + 3 * random.nextGaussian());
        return values;
    }
}
