package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AfterCalmTest {
    private static final Instant START = Instant.parse("2026-03-03T10:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int CALM = 200;
    private static final Instant CALM_UNTIL = START.plus(STEP.multipliedBy(CALM - 1));
    private static final Instant UNTIL = START.plus(STEP.multipliedBy(CALM + 4));

    private static Series series(String name, Hurts hurts, double... after) {
        Random random = new Random(name.hashCode());
        double[] values = new double[CALM + after.length];
        for (int i = 0; i < CALM; i++) values[i] = 1 + 0.1 * random.nextGaussian();
        System.arraycopy(after, 0, values, CALM, after.length);
        Metric metric = new Metric(name, Shop.at("cart"), Unit.NONE, hurts, name);
        return new Series(metric, START, STEP, values);
    }

    private static Instant onset(Series... series) {
        return AfterCalm.onset(List.of(series), CALM_UNTIL, UNTIL).orElseThrow();
    }

    @Test
    void trouble_began_where_the_tail_leaves_the_calm_past() {
        assertThat(onset(series("latency", Hurts.UP, 1, 1, 3, 3, 3)))
                .isEqualTo(START.plus(STEP.multipliedBy(CALM + 2)));
    }

    @Test
    void one_spike_before_it_does_not_count() {
        assertThat(
                        onset(
                                series("latency", Hurts.UP, 900, 1, 1, 3, 3),
                                series("errors", Hurts.UP, 1, 1, 1, 3, 3)))
                .isEqualTo(START.plus(STEP.multipliedBy(CALM + 3)));
    }

    @Test
    void what_hurts_nobody_tells_nothing() {
        assertThat(
                        onset(
                                series("load", Hurts.NEITHER, 9, 9, 9, 9, 9),
                                series("latency", Hurts.UP, 1, 1, 1, 3, 3)))
                .isEqualTo(START.plus(STEP.multipliedBy(CALM + 3)));
    }

    @Test
    void onset_that_nobody_told_lies_after_the_calm_even_where_the_past_was_rougher() {
        Series rough = series("latency", Hurts.UP, 1, 1, 3, 3, 3);
        for (int i = 50; i < 60; i++) rough.values()[i] = 9;
        Case facts =
                new Case(
                        java.util.Optional.empty(),
                        java.util.Optional.of(CALM_UNTIL),
                        UNTIL,
                        List.of(rough),
                        List.of(),
                        DependencyGraph.EMPTY,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());

        assertThat(OnsetFinder.of(facts)).isAfter(CALM_UNTIL);
    }
}
