package io.sreagent.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.analysis.detect.OfflineScores.Rows;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OfflineScoresTest {
    private static final Duration FIVE = Duration.ofMinutes(5);

    private final double[] load = load(6 * 288);

    @Test
    void a_row_is_scored_by_what_came_before_it_only() {
        double[] whole = score(load);
        double[] half = score(Arrays.copyOf(load, 800));
        assertThat(Arrays.copyOf(whole, 800)).containsExactly(half);
    }

    @Test
    void a_spike_begins_an_episode_and_stands_out() {
        load[1200] *= 3;
        double[] scores = score(load);
        assertThat(scores[1200]).isGreaterThan(0.95).isLessThanOrEqualTo(1);
        assertThat(Arrays.stream(scores).filter(s -> s > 0.95).count()).isLessThan(5);
    }

    @Test
    void many_columns_a_little_off_make_one_strange_machine() {
        double[][] machine = new double[12][];
        for (int c = 0; c < machine.length; c++) {
            machine[c] = load(6 * 288);
            for (int i = 1200; i < 1230; i++) machine[c][i] *= 1.25;
        }
        double[] scores = OfflineScores.of(null, rows(machine));
        double before = Arrays.stream(scores, 600, 1200).max().orElseThrow();
        double during = Arrays.stream(scores, 1200, 1230).max().orElseThrow();
        assertThat(during).isGreaterThan(before);
    }

    @Test
    void training_rows_come_before_and_get_no_score() {
        double[][] train = {Arrays.copyOf(load, 900)};
        double[][] test = {Arrays.copyOfRange(load, 900, load.length)};
        assertThat(OfflineScores.of(rows(train), rowsFrom(900, test)))
                .containsExactly(Arrays.copyOfRange(score(load), 900, load.length));
    }

    @Test
    void gaps_constants_and_three_points_are_defined() {
        double[] odd = new double[500];
        Arrays.fill(odd, 7);
        odd[100] = Double.NaN;
        odd[200] = Double.NEGATIVE_INFINITY;
        assertThat(score(odd)).containsOnly(0);
        assertThat(score(1, 2, 3)).containsOnly(0).hasSize(3);
        assertThat(OfflineScores.of(null, rows())).isEmpty();
        assertThatThrownBy(() -> OfflineScores.of(rows(new double[3][9]), rows(new double[2][9])))
                .hasMessageContaining("3 columns, the test 2");
    }

    @Test
    void the_season_is_found_without_a_clock() {
        assertThat(PeriodFinder.period(load)).isBetween(280, 296);
        assertThat(PeriodFinder.period(new Random(2).doubles(2000).toArray())).isZero();
        assertThat(PeriodFinder.period(new double[2000])).isZero();
    }

    private static double[] score(double... values) {
        return OfflineScores.of(null, rows(values));
    }

    private static Rows rows(double[]... columns) {
        return rowsFrom(0, columns);
    }

    private static Rows rowsFrom(int first, double[]... columns) {
        long[] millis = new long[columns.length == 0 ? 0 : columns[0].length];
        Arrays.setAll(millis, i -> Load.MONDAY.plus(FIVE.multipliedBy(first + i)).toEpochMilli());
        return new Rows(columns, millis);
    }

    private static double[] load(int n) {
        Random random = new Random(n);
        double[] values = new double[n];
        for (int i = 0; i < n; i++)
            values[i] = 100 + 40 * Math.sin(2 * Math.PI * i / 288) + 3 * random.nextGaussian();
        return values;
    }
}
