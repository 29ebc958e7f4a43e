package io.sreagent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.Incident;
import io.sreagent.perception.Sighting;
import io.sreagent.pipeline.Warnings.Outcome;
import io.sreagent.pipeline.Warnings.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warning is held against what its metric did afterwards. */
@SuppressWarnings("NullAway.Init")
class WarningsTest {
    private static final Resource POD = Resource.pod("shop", "checkout", "checkout-1");

    @TempDir Path folder;

    private LoopRig rig;

    /** Memory climbs from 40 to 88 per cent in two hours, and a warning goes out. */
    @BeforeEach
    void memoryClimbs() {
        rig = new LoopRig(folder);
        rig.metrics.has(ShopMetrics.MEMORY, POD, 0.4);
        Instant now = rig.store.clock.instant();
        for (int minute = 120; minute >= 0; minute--)
            become(now.minusSeconds(60L * minute), 0.4 + 0.004 * (120 - minute));
        Sighting sighting =
                new Sighting(
                        now,
                        List.of(rig.anomaly(ShopMetrics.MEMORY, POD)),
                        Map.of("memory_utilisation", ShopMetrics.MEMORY),
                        9,
                        false,
                        List.of());
        rig.intake.take(sighting, DependencyGraph.EMPTY, now);
    }

    private void become(Instant from, double level) {
        rig.metrics.become(ShopMetrics.MEMORY, POD, from, level);
    }

    private Tally after(Duration time) {
        rig.store.clock.pass(time);
        return new Warnings(rig.store.incidents, List.of(rig.metrics), rig.store.clock)
                .since(Duration.ofDays(7));
    }

    @Test
    void one_whose_limit_is_reached_came_true_and_has_a_lead() {
        become(rig.store.clock.instant().plusSeconds(1500), 0.99);

        Tally tally = after(Duration.ofHours(3));

        assertThat(tally.came()).isEqualTo(1);
        assertThat(tally.medianLead()).isBetween(Duration.ofMinutes(24), Duration.ofMinutes(27));
    }

    @Test
    void one_whose_limit_is_never_reached_is_false_once_its_time_is_over() {
        assertThat(after(Duration.ofMinutes(10)).pending()).isEqualTo(1);

        Tally tally = after(Duration.ofHours(12));

        assertThat(tally.never()).isEqualTo(1);
        assertThat(tally.medianLead()).isNull();
    }

    @Test
    void one_that_was_acted_on_counts_neither_way() {
        Incident open = rig.store.incidents.openOnes().getFirst();
        rig.life.resolve(
                open,
                Incident.Resolution.BY_PERSON,
                "alice",
                new Words("restarted", "已重启"),
                Life.Besides.NOTHING);

        assertThat(after(Duration.ofHours(12)).warnings())
                .extracting(Warnings.Warning::outcome)
                .containsExactly(Outcome.AVERTED);
    }

    @Test
    void days_before_those_asked_about_do_not_count() {
        assertThat(after(Duration.ofDays(8)).warnings()).isEmpty();
    }
}
