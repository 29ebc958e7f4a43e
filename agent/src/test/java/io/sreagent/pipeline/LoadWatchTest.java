package io.sreagent.pipeline;

import static io.sreagent.pipeline.LoopRig.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.capacity.LoadPredictor;
import io.sreagent.capacity.LoadReader;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.contract.source.Ceiling;
import io.sreagent.incident.Job;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.learning.PlaybookRun.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is done about load before it comes. A replica of this shop bears 70 requests a second; it
 * has 350 of them on a Monday at 07:00 and 500 at noon.
 */
@SuppressWarnings("NullAway.Init")
class LoadWatchTest {
    private static final Instant MORNING = Instant.parse("2026-03-02T06:30:00Z");

    @TempDir Path folder;

    private LoopRig rig;
    private FloorRelease release;

    private record Watched(boolean raiseMinimum) implements LoadWatch.Settings {
        @Override
        public Optional<List<String>> watch() {
            return Optional.of(List.of("shop/checkout"));
        }
    }

    @BeforeEach
    void aMondayMorningWithFiveReplicas() {
        rig = new LoopRig(folder);
        rig.store.clock.pass(Duration.between(rig.store.clock.instant(), MORNING));
        rig.busy.replicas = 5;
        rig.busy.available = 5;
        rig.busy.autoscaler = () -> Optional.of(rig.autoscaler.autoscaler());
        release =
                new FloorRelease(
                        rig.store.plans,
                        rig.desk,
                        rig.runner,
                        rig.store.incidents,
                        rig.store.jobs,
                        rig.life);
    }

    private LoadWatch watch(boolean raises) {
        return new LoadWatch(
                new LoadPredictor(
                        new LoadReader(List.of(rig.busy)),
                        rig.growth,
                        new Bounds(),
                        rig.store.clock),
                rig.growth,
                rig.store.database,
                rig.store.incidents,
                rig.store.jobs,
                rig.endings,
                release,
                rig.life,
                new Watched(raises),
                rig.store.clock);
    }

    private void looks(LoadWatch watch, int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
            rig.store.clock.pass(LoadWatch.EVERY);
        }
    }

    private Optional<Incident> opened() {
        return rig.store.incidents.openOnes().stream().findFirst();
    }

    private Incident onwards(Incident incident, int times) {
        for (int i = 0; i < times; i++) rig.pipeline.advance(incident.id());
        return rig.store.now(incident);
    }

    private OfferedPlan offered(Incident incident) {
        return rig.deciding.current(incident);
    }

    private Incident approved() {
        looks(watch(true), 2);
        Incident waiting = onwards(opened().orElseThrow(), 3);
        assertThat(waiting.state()).isEqualTo(IncidentState.AWAITING_DECISION);
        rig.decide(offered(waiting).plan(), true, ALICE);
        return onwards(waiting, 2);
    }

    @Test
    void load_that_outgrows_all_replicas_there_can_be_opens_an_incident_for_a_person() {
        rig.busy.ceiling = Optional.of(new Ceiling(6, "hpa/checkout"));
        LoadWatch watch = watch(false);
        looks(watch, 1);
        assertThat(opened()).isEmpty();

        looks(watch, 1);

        Incident incident = onwards(opened().orElseThrow(), 3);
        assertThat(incident.kind()).isEqualTo(Incident.Kind.PREDICTED);
        assertThat(incident.state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.store.told(incident))
                .anyMatch(line -> line.contains("6 replicas (hpa/checkout) bear"));
    }

    @Test
    void what_is_foreseen_no_longer_ends_by_itself_and_is_not_opened_twice() {
        rig.busy.ceiling = Optional.of(new Ceiling(6, "hpa/checkout"));
        LoadWatch watch = watch(false);
        looks(watch, 4);
        assertThat(rig.store.incidents.openOnes()).hasSize(1);
        Incident incident = onwards(opened().orElseThrow(), 3);

        rig.busy.ceiling = Optional.of(new Ceiling(20, "hpa/checkout"));
        looks(watch, 1);

        assertThat(rig.store.now(incident).ended()).hasValue(Incident.Resolution.SELF_RECOVERED);
    }

    @Test
    void load_that_can_be_borne_opens_nothing_unless_the_minimum_may_be_raised() {
        looks(watch(false), 3);

        assertThat(opened()).isEmpty();
    }

    @Test
    void minimum_is_raised_ahead_of_the_load_and_put_back_after_it() {
        Incident incident = approved();
        int raised = rig.autoscaler.min;
        assertThat(raised).isGreaterThan(5);
        assertThat(incident.state()).isEqualTo(IncidentState.VERIFYING);
        onwards(incident, 1);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.VERIFYING);

        rig.busy.available = raised;
        incident = onwards(incident, 1);
        assertThat(incident.ended()).hasValue(Incident.Resolution.FIXED);
        String plan = offered(incident).plan().id();
        assertThat(rig.store.jobs.dueAt(FloorRelease.JOB, plan)).isPresent();

        assertThat(release.release(plan)).isEqualTo(Job.finished());
        assertThat(rig.autoscaler.min).isEqualTo(2);
    }

    @Test
    void replicas_that_do_not_come_have_the_minimum_put_back_at_once() {
        Incident incident = approved();

        rig.store.clock.pass(Duration.ofMinutes(15));
        incident = onwards(incident, 1);

        assertThat(rig.autoscaler.min).isEqualTo(2);
        assertThat(rig.runs.find(offered(incident).plan().id()).orElseThrow().ending())
                .isEqualTo(Ending.FAILED);
    }

    @Test
    void gate_that_closes_meanwhile_keeps_the_minimum_until_it_opens() {
        Incident incident = approved();
        rig.busy.available = rig.autoscaler.min;
        String plan = offered(onwards(incident, 1)).plan().id();
        int raised = rig.autoscaler.min;
        rig.killSwitch.state = new KillSwitch.State.Engaged("amy", "hands off");

        assertThat(release.release(plan)).isInstanceOf(Job.Next.Again.class);
        assertThat(rig.autoscaler.min).isEqualTo(raised);
        rig.killSwitch.state = new KillSwitch.State.Released();
        release.release(plan);

        assertThat(rig.autoscaler.min).isEqualTo(2);
    }

    @Test
    void minimum_that_somebody_has_moved_since_is_left_alone() {
        Incident incident = approved();
        rig.busy.available = rig.autoscaler.min;
        incident = onwards(incident, 1);
        rig.autoscaler.min = 9;

        assertThat(release.release(offered(incident).plan().id())).isEqualTo(Job.finished());

        assertThat(rig.autoscaler.min).isEqualTo(9);
        assertThat(rig.lastTold(incident)).startsWith("the raised minimum is left as it is");
    }

    @Test
    void kill_switch_lets_nothing_be_offered() {
        rig.killSwitch.state = new KillSwitch.State.Engaged("amy", "hands off");
        looks(watch(true), 2);

        Incident incident = onwards(opened().orElseThrow(), 3);

        assertThat(incident.state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.autoscaler.min).isEqualTo(2);
    }

    @Test
    void autoscaler_that_cannot_be_moved_is_a_persons() {
        rig.autoscaler.refuses = "argocd/shop owns it";
        looks(watch(true), 2);

        Incident incident = onwards(opened().orElseThrow(), 3);

        assertThat(incident.state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident)).contains("argocd/shop owns it");
    }
}
