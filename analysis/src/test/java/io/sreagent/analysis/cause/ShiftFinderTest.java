package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShiftFinderTest {
    private static final Instant START = Instant.parse("2026-03-03T09:00:00Z");
    private static final Instant ONSET = START.plus(Duration.ofMinutes(60));
    private static final Instant UNTIL = ONSET.plus(Duration.ofMinutes(10));

    private static Series series(Unit unit, double[] values) {
        Metric metric =
                new Metric("latency_p99", Resource.service("shop", "cart"), unit, Hurts.UP, "q");
        return new Series(metric, START, Duration.ofSeconds(30), values);
    }

    private static double[] noise(double level, double deviation) {
        Random random = new Random(7);
        double[] values = new double[141];
        for (int i = 0; i < values.length; i++)
            values[i] = level + deviation * random.nextGaussian();
        return values;
    }

    private static double distance(double[] values) {
        return ShiftFinder.find(series(Unit.SECONDS, values), ONSET, UNTIL)
                .orElseThrow()
                .distance();
    }

    @Test
    void noise_is_no_shift() {
        assertThat(Math.abs(distance(noise(0.2, 0.01)))).isLessThan(Shift.CHANCE);
    }

    @Test
    void step_is_as_far_as_it_is_high() {
        double[] values = noise(0.2, 0.01);
        for (int i = 120; i < values.length; i++) values[i] += 0.2;

        assertThat(distance(values)).isBetween(12.0, 25.0);
    }

    @Test
    void drift_that_was_there_before_the_onset_is_no_news() {
        double[] values = noise(0.2, 0.01);
        for (int i = 90; i < values.length; i++) values[i] += 0.2;

        assertThat(Math.abs(distance(values))).isLessThan(Shift.CHANCE);
    }

    @Test
    void ratio_that_was_always_zero_departs_by_what_is_worth_noticing() {
        double[] values = new double[141];
        Arrays.fill(values, 120, 141, 0.05);

        Shift shift = ShiftFinder.find(series(Unit.RATIO, values), ONSET, UNTIL).orElseThrow();

        assertThat(shift.distance()).isBetween(10.0, 30.0);
        assertThat(shift.since()).isEqualTo(ONSET);
    }

    @Test
    void series_that_is_seldom_there_has_no_habit_to_break() {
        double[] values = noise(0.2, 0.01);
        Arrays.fill(values, 0, 100, Double.NaN);
        for (int i = 120; i < values.length; i++) values[i] = 9;

        assertThat(ShiftFinder.find(series(Unit.SECONDS, values), ONSET, UNTIL)).isEmpty();
    }

    @Test
    void series_without_a_sample_since_the_onset_has_no_shift() {
        double[] values = noise(0.2, 0.01);
        Arrays.fill(values, 110, 141, Double.NaN);

        assertThat(ShiftFinder.find(series(Unit.SECONDS, values), ONSET, UNTIL)).isEmpty();
    }
}
