package io.sreagent.pipeline;

import static io.sreagent.pipeline.LoopRig.CHECKOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Event;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.source.Workload;
import io.sreagent.incident.PlanState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a diagnosis to a plan, or to a person. */
@SuppressWarnings("NullAway.Init")
class DiagnosingTest {
    private static final Resource POD = Resource.pod("shop", "checkout", "checkout-1");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir Path folder;

    private LoopRig rig;

    @BeforeEach
    void aClusterThatRunsCheckout() throws IOException {
        rig = new LoopRig(folder);
        rig.metrics.has(ShopMetrics.MEMORY, POD, 0.4);
        rig.cluster.workloads.add(
                new Workload(
                        new Target("Deployment", "shop", "checkout", "uid-checkout"),
                        List.of("checkout"),
                        Map.of(),
                        Map.of(),
                        3,
                        3,
                        2,
                        List.of(),
                        List.of()));
        Files.writeString(
                folder.resolve("turn.yaml"),
                """
                title: {en: Turn it}
                match: {causes: [memory]}
                steps:
                  - {tool: test.turn, arguments: {to: "7"}}
                verify: {samples: 3, within: 10m}
                """);
    }

    @Test
    void a_cause_named_twice_in_a_row_becomes_a_plan_that_waits_for_an_answer() {
        Incident incident = leak();

        assertThat(rig.diagnosing.advance(incident)).hasValue(MINUTE);
        assertThat(rig.store.plans.of(incident.id())).isEmpty();
        assertThat(rig.lastTold(incident))
                .startsWith("most likely cause: memory of shop/checkout, confidence ");

        rig.minutes(1);
        assertThat(rig.diagnosing.advance(rig.store.now(incident))).isEmpty();
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.AWAITING_DECISION);
        assertThat(rig.planOf(incident)).isEqualTo(PlanState.OFFERED);
        assertThat(rig.deciding.current(incident).plan().cause().id())
                .isEqualTo("shop/checkout memory");
        assertThat(rig.dials.effects).isEmpty();
    }

    @Test
    void in_shadow_mode_the_plan_is_only_shown() {
        rig.thresholds.shadow = true;

        Incident incident = diagnosed(leak());

        assertThat(rig.planOf(incident)).isEqualTo(PlanState.SHOWN);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident)).contains("is only shown", "shadow mode");
    }

    @Test
    void a_cause_that_no_playbook_is_for_is_a_persons() throws IOException {
        Files.delete(folder.resolve("turn.yaml"));

        Incident incident = diagnosed(leak());

        assertThat(rig.store.plans.of(incident.id())).isEmpty();
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident))
                .contains("no plan to offer", "no playbook is for shop/checkout memory");
    }

    @Test
    void what_the_dry_run_refuses_is_told_to_the_person_who_gets_it() {
        rig.dials.refuses = "owned by hpa/checkout";

        Incident incident = diagnosed(leak());

        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident)).contains("turn: owned by hpa/checkout");
    }

    @Test
    void what_stays_unsure_for_eight_minutes_is_a_persons_with_what_to_look_at_next() {
        Incident incident = nothingShows();

        for (int minute = 0; minute < 8; minute++) {
            assertThat(rig.diagnosing.advance(rig.store.now(incident))).hasValue(MINUTE);
            rig.minutes(1);
        }
        assertThat(rig.diagnosing.advance(rig.store.now(incident))).isEmpty();

        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident))
                .startsWith("not sure enough of the cause, a person has it; look next at: ");
    }

    @Test
    void where_nothing_can_be_acted_on_the_second_look_suffices() {
        rig.cluster.workloads.clear();
        Incident incident = nothingShows();

        assertThat(rig.diagnosing.advance(incident)).hasValue(MINUTE);
        rig.minutes(1);
        assertThat(rig.diagnosing.advance(rig.store.now(incident))).isEmpty();

        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
    }

    @Test
    void a_second_round_makes_up_its_mind_anew_and_does_not_try_the_same_again() {
        Incident incident = diagnosed(leak());
        rig.minutes(1);
        rig.life.move(
                rig.store.now(incident),
                IncidentState.DIAGNOSING,
                rig.line("again").words(),
                Life.Besides.NOTHING);
        rig.minutes(1);

        assertThat(rig.diagnosing.advance(rig.store.now(incident))).hasValue(MINUTE);
        rig.minutes(1);
        assertThat(rig.diagnosing.advance(rig.store.now(incident))).isEmpty();

        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident)).contains("already tried: turn");
    }

    @Test
    void a_report_that_nothing_measured_confirms_is_a_persons_after_eight_minutes() {
        Incident incident = rig.store.opened(IncidentState.DIAGNOSING);

        assertThat(rig.diagnosing.advance(incident)).hasValue(MINUTE);
        rig.store.clock.pass(Diagnosing.PATIENCE);
        assertThat(rig.diagnosing.advance(incident)).isEmpty();

        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident)).startsWith("nothing measured is out of its band");
    }

    @Test
    void what_was_looked_at_is_kept_with_what_was_missing() {
        Incident incident = leak();
        rig.metrics.deaf = true;

        rig.diagnosing.advance(incident);

        assertThat(rig.store.incidents.latest(incident.id(), "facts").orElseThrow().json())
                .contains("shop-metrics does not answer; is it running?");
    }

    /** A release that leaks: memory, a kill for it, and callers who wait. */
    private Incident leak() {
        rig.minutes(1);
        rig.changes.add(
                new Change(
                        rig.store.clock.instant(),
                        CHECKOUT,
                        Change.Kind.DEPLOY,
                        "image v1 → v2",
                        "deployment/shop/checkout revision 2"));
        rig.metrics.become(ShopMetrics.MEMORY, POD, rig.store.clock.instant().plusSeconds(1), 0.97);
        Incident incident = rig.trouble(IncidentState.DIAGNOSING);
        rig.events.add(
                new Event(
                        rig.store.clock.instant(),
                        POD,
                        "OOMKilling",
                        "Memory cgroup out of memory",
                        true,
                        3));
        return incident;
    }

    private Incident nothingShows() {
        rig.minutes(2);
        Incident incident = rig.store.opened(IncidentState.DIAGNOSING);
        rig.attach(incident, rig.anomaly(ShopMetrics.LATENCY, CHECKOUT));
        return incident;
    }

    private Incident diagnosed(Incident incident) {
        rig.diagnosing.advance(incident);
        rig.minutes(1);
        rig.diagnosing.advance(rig.store.now(incident));
        return incident;
    }
}
