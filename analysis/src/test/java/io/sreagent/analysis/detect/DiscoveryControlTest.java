package io.sreagent.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DiscoveryControlTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DiscoveryControl control = new DiscoveryControl(Sensitivity.DEFAULT, MINUTE);

    @Test
    void the_default_threshold_stands_for_five_percent() {
        assertThat(Sensitivity.DEFAULT.falseDiscoveryRate()).isEqualTo(0.05, within(0.0001));
        assertThat(new Sensitivity(1).falseDiscoveryRate()).isZero();
        for (double t = 0.05; t < 1; t += 0.05) {
            double rate = new Sensitivity(t).falseDiscoveryRate();
            assertThat(Sensitivity.forRate(rate).threshold()).isEqualTo(t, within(1e-9));
        }
    }

    @Test
    void what_is_enough_for_one_series_is_not_for_ten_thousand() {
        assertThat(control.admit(NOON, 1, List.of(anomaly("a", 1e-6)))).hasSize(1);
        DiscoveryControl many = new DiscoveryControl(Sensitivity.DEFAULT, MINUTE);
        assertThat(many.admit(NOON, 10_000, List.of(anomaly("a", 1e-6)))).isEmpty();
    }

    @Test
    void many_at_once_carry_each_other() {
        List<Anomaly> outage = new ArrayList<>();
        for (int i = 0; i < 50; i++) outage.add(anomaly("s" + i, 5e-9));
        assertThat(control.admit(NOON, 2000, outage.subList(0, 1))).hasSize(1);
        DiscoveryControl fresh = new DiscoveryControl(Sensitivity.DEFAULT, MINUTE);
        List<Anomaly> weak = outage.stream().map(a -> anomaly(a.metric().id(), 5e-7)).toList();
        assertThat(fresh.admit(NOON, 2000, weak.subList(0, 1))).isEmpty();
        assertThat(fresh.admit(NOON, 2000, weak)).hasSize(50);
    }

    @Test
    void an_admitted_episode_stays_and_counts_once() {
        Anomaly a = anomaly("a", 1e-12);
        control.admit(NOON, 100, List.of(a));
        assertThat(control.discoveries()).isEqualTo(1, within(1e-9));
        assertThat(control.admit(NOON.plus(MINUTE), 100, List.of(a))).hasSize(1);
        assertThat(control.discoveries()).isLessThan(1);
    }

    @Test
    void scores_that_come_out_reach_the_threshold() {
        List<Anomaly> told =
                control.admit(NOON, 100, List.of(anomaly("a", 3e-7), anomaly("b", 1e-14)));
        assertThat(told).hasSize(2);
        assertThat(told).allMatch(a -> a.score() >= 0.7);
        assertThat(told.getFirst().metric().id()).endsWith("b");
    }

    @Test
    void of_discoveries_among_noise_the_false_share_is_below_the_promise() {
        SplittableRandom random = new SplittableRandom(1);
        int series = 500;
        int falseOnes = 0;
        int all = 0;
        Instant now = NOON;
        for (int tick = 0; tick < 20_000; tick++) {
            now = now.plus(MINUTE.multipliedBy(Episode.APART)); // chances to raise one, not looks
            List<Anomaly> raised = new ArrayList<>();
            // The smallest of 500 uniform p-values, as noise has them; and a true one now and then.
            double least = 1 - Math.pow(random.nextDouble(), 1.0 / series);
            raised.add(anomaly("noise" + tick, least));
            if (tick % 20 == 0)
                raised.add(anomaly("real" + tick, Math.pow(10, -4 - 8 * random.nextDouble())));
            for (Anomaly a : control.admit(now, series, raised)) {
                all++;
                if (a.metric().id().contains("noise")) falseOnes++;
            }
        }
        assertThat(all).isGreaterThan(400);
        assertThat(falseOnes / (double) all).isLessThan(0.06);
    }

    @Test
    void a_tick_must_be_sensible() {
        assertThatThrownBy(() -> new DiscoveryControl(Sensitivity.DEFAULT, Duration.ZERO))
                .hasMessageContaining("tick");
        assertThatThrownBy(() -> new Sensitivity(1.2)).hasMessageContaining("threshold");
    }

    private static Anomaly anomaly(String service, double p) {
        return new Anomaly(
                Load.metric(service, Unit.PER_SECOND),
                AnomalyKind.LEVEL_SHIFT,
                NOON,
                NOON,
                10,
                new Band(1, 2, 3),
                0.7,
                p,
                8,
                List.of("ewma"),
                new Words("up", "升"));
    }
}
