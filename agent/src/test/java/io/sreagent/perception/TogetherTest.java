package io.sreagent.perception;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.detect.Sensitivity;
import io.sreagent.analysis.detect.SeriesWatch;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.contract.source.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Six series of one service, the first two of which share what moves them. */
class TogetherTest {
    private static final Instant BORN = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Indicator INDICATOR =
            new Indicator(
                    "load",
                    "load",
                    Unit.NONE,
                    Hurts.BOTH,
                    Indicator.Scope.SERVICE,
                    false,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);

    private final Random random = new Random(1);
    private final List<WatchedSeries> watched = new ArrayList<>();
    private final Together together = new Together(Sensitivity.DEFAULT, MINUTE);
    private Instant now = BORN.plus(Duration.ofDays(4));
    private boolean tied = true;
    private double shift;

    TogetherTest() {
        for (int i = 0; i < 6; i++) {
            Metric metric =
                    new Metric(
                            "m" + i,
                            Resource.service("shop", "checkout"),
                            Unit.NONE,
                            Hurts.BOTH,
                            "q" + i);
            double[] past = random.doubles(4 * 288, 90, 110).toArray();
            Series history = new Series(metric, BORN, Duration.ofMinutes(5), past);
            watched.add(new WatchedSeries(INDICATOR, SeriesWatch.learn(history), now));
        }
    }

    @Test
    void many_series_off_at_once_make_a_strange_service() {
        run(1500);
        double before = together.machines().getFirst().score();
        shift = 40; // in each
        run(15);

        Machine machine = together.machines().getFirst();
        assertThat(before).isLessThan(0.7);
        assertThat(machine.score()).isGreaterThan(0.7);
        assertThat(machine.metrics()).isEqualTo(6);
        assertThat(machine.sides()).hasSize(5);
        assertThat(machine.resource().id()).isEqualTo("shop/checkout");
    }

    @Test
    void two_that_moved_together_and_no_longer_do_are_told_and_wake_nobody() {
        List<Anomaly> usual = run(4000);
        tied = false;
        List<Anomaly> told = run(60);

        assertThat(usual).isEmpty();
        assertThat(told).isNotEmpty();
        Anomaly last = told.getLast();
        assertThat(last.kind()).isEqualTo(AnomalyKind.CORRELATION);
        assertThat(last.metric().name()).isEqualTo("m0~m1");
        assertThat(last.detectors()).containsExactly("correlation-break");
        assertThat(last.value()).isLessThan(last.expected().lower());
        assertThat(last.reason().en()).contains("no longer moves with m1");
        assertThat(last.reason().zh()).contains("不再与 m1 同步");
        assertThat(last.hurts()).isFalse();
    }

    private List<Anomaly> run(int minutes) {
        List<Anomaly> told = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            now = now.plus(MINUTE);
            double shared = random.nextDouble(90, 110);
            for (int s = 0; s < watched.size(); s++) {
                double own = random.nextDouble(90, 110);
                double value = s < 2 && tied ? 0.75 * shared + 0.25 * own : own;
                watched.get(s).take(now, value + shift);
            }
            told.addAll(together.look(now, watched));
        }
        return told;
    }
}
