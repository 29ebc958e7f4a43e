package io.sreagent.pipeline;

import static io.sreagent.pipeline.LoopRig.CHECKOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.capacity.Growth;
import io.sreagent.capacity.LoadPredictor;
import io.sreagent.capacity.LoadReader;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.contract.source.Indicator;
import io.sreagent.incident.AuditRecord;
import io.sreagent.incident.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Autoscalers are told what is planned while the gate would let it be done, and no longer. */
@SuppressWarnings("NullAway.Init")
class PlannedReplicasTest {
    private static final Indicator REPLICAS =
            new Indicator(
                    "replicas_wanted",
                    "replicas",
                    Unit.COUNT,
                    Hurts.NEITHER,
                    Indicator.Scope.WORKLOAD,
                    false,
                    Double.NaN);

    @TempDir Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private LoopRig rig;

    /** Four replicas share a steady load, and automation is on for their service. */
    @BeforeEach
    void steadyLoad() {
        rig = new LoopRig(folder);
        rig.metrics.has(ShopMetrics.LOAD, CHECKOUT, 100).has(REPLICAS, CHECKOUT, 4);
        rig.thresholds.automatic = true;
        enable(Policy.AUTOMATION);
        enable(Policy.service("shop/checkout"));
    }

    private void enable(String scope) {
        Policy policy = new Policy(scope, true, "alice", "test", rig.store.clock.instant());
        rig.store.database.change("enable", tx -> rig.store.policies.set(tx, policy));
    }

    private PlannedReplicas planned(String... services) {
        LoadPredictor predictor =
                new LoadPredictor(
                        new LoadReader(List.of(rig.metrics)),
                        new Growth(List.of(rig.cluster)),
                        new Bounds(),
                        rig.store.clock);
        return new PlannedReplicas(
                predictor,
                rig.desk,
                rig.store.database,
                rig.store.audit,
                rig.store.jobs,
                () -> services.length == 0 ? Optional.empty() : Optional.of(List.of(services)),
                rig.store.clock,
                registry);
    }

    private Optional<Gauge> told() {
        return Optional.ofNullable(
                registry.find(PlannedReplicas.METRIC)
                        .tags("namespace", "shop", "service", "checkout")
                        .gauge());
    }

    @Test
    void what_the_load_needs_is_told_of_the_services_that_are_named() {
        planned("shop/checkout").tell();

        assertThat(told().orElseThrow().value()).isBetween(3.0, 6.0);
    }

    @Test
    void nothing_is_told_unless_services_are_named() {
        planned().tell();

        assertThat(told()).isEmpty();
    }

    @Test
    void an_engaged_kill_switch_takes_it_back() {
        PlannedReplicas planned = planned("shop/checkout");
        planned.tell();
        rig.killSwitch.state = new KillSwitch.State.Engaged("amy", "hands off");

        planned.tell();

        assertThat(told()).isEmpty();
    }

    @Test
    void what_is_told_and_what_is_withheld_is_on_record_once_each() {
        PlannedReplicas planned = planned("shop/checkout");
        planned.tell();
        planned.tell();
        rig.killSwitch.state = new KillSwitch.State.Engaged("amy", "hands off");
        planned.tell();

        assertThat(rig.store.audit.about("shop/checkout"))
                .extracting(AuditRecord::kind)
                .containsExactly("prediction.told", "prediction.withheld");
    }

    @Test
    void without_automation_nothing_is_told() {
        rig.thresholds.automatic = false;

        planned("shop/checkout").tell();

        assertThat(told()).isEmpty();
    }

    @Test
    void an_old_figure_is_none() {
        planned("shop/checkout").tell();

        rig.store.clock.pass(PlannedReplicas.HOLDS_FOR.plus(Duration.ofMinutes(1)));

        assertThat(told().orElseThrow().value()).isNaN();
    }

    @Test
    void a_service_that_nobody_counts_has_no_figure() {
        planned("shop/unheard-of").tell();

        assertThat(registry.find(PlannedReplicas.METRIC).gauges()).isEmpty();
    }
}
