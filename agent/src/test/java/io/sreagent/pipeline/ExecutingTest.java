package io.sreagent.pipeline;

import static io.sreagent.pipeline.LoopRig.ALICE;
import static io.sreagent.pipeline.LoopRig.CHECKOUT;
import static io.sreagent.pipeline.LoopRig.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.action.Dials;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.StepState;
import io.sreagent.learning.PlaybookRun.Ending;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before each step the gate is asked, and the world is looked at, again. */
@SuppressWarnings("NullAway.Init")
class ExecutingTest {
    @TempDir Path folder;

    private LoopRig rig;
    private Incident incident;

    @BeforeEach
    void thereIsTrouble() {
        rig = new LoopRig(folder);
        incident = rig.trouble(IncidentState.EXECUTING);
    }

    @Test
    void approved_steps_are_done_one_after_the_other_and_then_verified() {
        rig.approved(incident, Dials.turn("volume", "7"), Dials.turn("treble", "3"));

        assertThat(rig.executing.advance(incident)).isEmpty();

        assertThat(rig.dials.valueOf("volume") + rig.dials.valueOf("treble")).isEqualTo("73");
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.VERIFYING);
    }

    @Test
    void without_an_approval_nothing_is_done() {
        rig.offered(incident, Dials.turn("volume", "7"));

        rig.executing.advance(incident);

        assertThat(rig.dials.effects).isEmpty();
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
    }

    @Test
    void a_kill_switch_thrown_after_the_approval_stops_it() {
        rig.approved(incident, Dials.turn("volume", "7"));
        rig.killSwitch.state = new KillSwitch.State.Unreadable("time-out");

        rig.executing.advance(incident);

        assertThat(rig.dials.effects).isEmpty();
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident))
                .contains("stopped before the next step", "unreadable (time-out)");
        assertThat(rig.planOf(incident)).isEqualTo(PlanState.VOID);
    }

    @Test
    void a_kill_switch_thrown_after_a_step_leaves_a_run_of_which_nobody_knows_the_outcome() {
        rig.approved(incident, Dials.turn("volume", "7"), Dials.turn("treble", "3"));
        rig.dials.settling = new Outcome.Retry(Duration.ofSeconds(5), "1 of 3");
        rig.executing.advance(incident);
        rig.dials.settling = new Outcome.Done("3 of 3");
        rig.dials.meanwhile =
                () -> rig.killSwitch.state = new KillSwitch.State.Engaged("ops", "stop");

        rig.executing.advance(incident);

        assertThat(rig.dials.valueOf("treble")).isEqualTo("0");
        assertThat(rig.endingOf(incident)).hasValue(Ending.UNKNOWN);
        assertThat(rig.isLocked("volume")).isFalse();
    }

    @Test
    void a_kill_switch_thrown_while_a_step_is_under_way_leaves_its_target_locked() {
        rig.approved(incident, Dials.turn("volume", "7"));
        rig.dials.settling = new Outcome.Retry(Duration.ofSeconds(5), "1 of 3");
        rig.executing.advance(incident);
        rig.killSwitch.state = new KillSwitch.State.Engaged("ops", "stop");

        rig.executing.advance(incident);

        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.endingOf(incident)).hasValue(Ending.UNKNOWN);
        assertThat(rig.isLocked("volume")).isTrue();
    }

    @Test
    void an_approval_that_has_expired_before_the_first_step_is_none() {
        rig.approved(incident, Dials.turn("volume", "7"));
        rig.minutes(30);

        rig.executing.advance(incident);

        assertThat(rig.dials.effects).isEmpty();
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
    }

    @Test
    void a_plan_that_has_begun_is_finished_although_its_approval_expires_meanwhile() {
        rig.approved(incident, Dials.turn("volume", "7"), Dials.turn("treble", "3"));
        rig.dials.settling = new Outcome.Retry(Duration.ofSeconds(5), "1 of 3");
        rig.executing.advance(incident);
        rig.minutes(31);
        rig.dials.settling = new Outcome.Done("3 of 3");

        rig.executing.advance(incident);

        assertThat(rig.dials.valueOf("treble")).isEqualTo("3");
    }

    @Test
    void what_is_good_again_before_anything_was_done_is_left_alone() {
        rig.approved(incident, Dials.turn("volume", "7"));
        rig.become(CHECKOUT, GOOD);
        rig.minutes(3);

        rig.executing.advance(incident);

        assertThat(rig.dials.effects).isEmpty();
        assertThat(rig.store.now(incident).ended()).hasValue(Incident.Resolution.SELF_RECOVERED);
        assertThat(rig.planOf(incident)).isEqualTo(PlanState.VOID);
    }

    @Test
    void two_good_samples_are_not_yet_good_again() {
        rig.approved(incident, Dials.turn("volume", "7"));
        rig.become(CHECKOUT, GOOD);
        rig.minutes(2);

        rig.executing.advance(incident);

        assertThat(rig.dials.valueOf("volume")).isEqualTo("7");
    }

    @Test
    void what_is_good_again_after_the_first_step_did_not_recover_by_itself() {
        rig.approved(incident, Dials.turn("volume", "7"), Dials.turn("treble", "3"));
        rig.dials.settling = new Outcome.Retry(Duration.ofSeconds(5), "1 of 3");
        rig.executing.advance(incident);
        rig.become(CHECKOUT, GOOD);
        rig.minutes(3);
        rig.dials.settling = new Outcome.Done("3 of 3");

        rig.executing.advance(incident);

        assertThat(rig.dials.valueOf("treble")).isEqualTo("0");
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.VERIFYING);
    }

    @Test
    void a_target_that_changed_since_sends_it_back_to_diagnosis_with_nothing_done() {
        rig.approved(incident, Dials.turn("volume", "7"));
        rig.dials.set("volume", "3");

        rig.executing.advance(incident);

        assertThat(rig.dials.effects).isEmpty();
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.DIAGNOSING);
        assertThat(rig.lastTold(incident)).startsWith("nothing done, the world has changed");
        assertThat(rig.endingOf(incident)).isEmpty();
    }

    @Test
    void a_target_that_changed_before_the_second_step_takes_the_first_one_back() {
        rig.approved(incident, Dials.turn("volume", "7"), Dials.turn("treble", "3"));
        rig.dials.set("treble", "1");

        rig.executing.advance(incident);

        assertThat(rig.dials.valueOf("volume")).isEqualTo("0");
        assertThat(rig.dials.valueOf("treble")).isEqualTo("1");
        assertThat(rig.endingOf(incident)).hasValue(Ending.FAILED);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.DIAGNOSING);
    }

    @Test
    void a_step_that_fails_takes_the_earlier_ones_back() {
        rig.approved(incident, Dials.turn("volume", "7"), Dials.turn("treble", "3"));
        rig.dials.settling = new Outcome.Retry(Duration.ofSeconds(5), "1 of 3");
        rig.executing.advance(incident);
        rig.dials.settling = new Outcome.Done("3 of 3");
        rig.dials.insteadOfEffect = new Outcome.Refused("admission denied");

        rig.executing.advance(incident);

        assertThat(rig.dials.valueOf("volume")).isEqualTo("0");
        assertThat(rig.endingOf(incident)).hasValue(Ending.FAILED);
        assertThat(rig.lastTold(incident)).endsWith("turn treble: admission denied");
    }

    @Test
    void an_effect_that_nobody_can_tell_of_is_a_persons_and_never_repeated() {
        rig.approved(incident, Dials.turn("volume", "7"));
        rig.dials.losesAnswers = true;
        rig.dials.silent = true;
        rig.executing.advance(incident);
        rig.minutes(6);

        rig.executing.advance(incident);

        assertThat(rig.dials.effects).hasSize(1);
        assertThat(rig.store.stateOf("PLAN-" + incident.id() + "/1")).isEqualTo(StepState.UNKNOWN);
        assertThat(rig.endingOf(incident)).hasValue(Ending.UNKNOWN);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
    }

    @Test
    void a_plan_that_cannot_be_undone_needs_two_people_to_the_end() {
        rig.dials.category = io.sreagent.contract.act.Category.DESTRUCTIVE;
        var plan = rig.offered(incident, Dials.turn("volume", "7"));
        rig.decide(plan, true, ALICE);

        rig.executing.advance(incident);

        assertThat(rig.dials.effects).isEmpty();
    }
}
