package io.sreagent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.action.Dials;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.TargetLock;
import io.sreagent.incident.TestStore;
import io.sreagent.learning.PlaybookRun.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failed plan of two steps is taken back as far as that can be done. */
@SuppressWarnings("NullAway.Init")
class UnwindingTest {
    @TempDir Path folder;

    private LoopRig rig;
    private Incident incident;
    private String plan;

    @BeforeEach
    void bothStepsAreDone() {
        rig = new LoopRig(folder);
        incident = rig.done(Dials.turn("volume", "7"), Dials.turn("treble", "3"));
        plan = "PLAN-" + incident.id();
    }

    @Test
    void steps_are_undone_in_reverse_order() {
        unwind();

        assertThat(rig.dials.effects)
                .containsExactly(plan + "/1", plan + "/2", plan + "/2-undo", plan + "/1-undo");
        assertThat(rig.endingOf(incident)).hasValue(Ending.FAILED);
        assertThat(rig.planOf(incident)).isEqualTo(PlanState.VOID);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.DIAGNOSING);
    }

    @Test
    void its_targets_are_free_again() {
        assertThat(take("dial/shop/volume")).isInstanceOf(TargetLock.Busy.class);

        unwind();

        assertThat(take("dial/shop/volume")).isInstanceOf(TargetLock.Held.class);
    }

    @Test
    void what_someone_else_has_changed_since_stops_it_there_and_is_a_persons() {
        rig.dials.set("treble", "9");

        unwind();

        assertThat(rig.dials.valueOf("treble")).isEqualTo("9");
        assertThat(rig.dials.valueOf("volume")).isEqualTo("7");
        assertThat(rig.endingOf(incident)).hasValue(Ending.PARTIAL);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident))
                .isEqualTo(
                        "partly done, a person has it: no use; cannot be undone: treble is 9, not 3");
    }

    @Test
    void an_engaged_kill_switch_forbids_undoing_too() {
        rig.killSwitch.state = new KillSwitch.State.Engaged("amy", "hands off");

        unwind();

        assertThat(rig.dials.valueOf("volume")).isEqualTo("7");
        assertThat(rig.endingOf(incident)).hasValue(Ending.PARTIAL);
        assertThat(rig.lastTold(incident)).endsWith("undoing is not allowed now");
    }

    @Test
    void an_undoing_that_must_wait_goes_on_where_it_was() {
        rig.dials.insteadOfUndo = new Outcome.Retry(Duration.ofSeconds(5), "too many requests");
        assertThat(unwind()).hasValue(Duration.ofSeconds(5));
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.VERIFYING);

        rig.dials.insteadOfUndo = null;
        assertThat(unwind()).isEmpty();

        assertThat(rig.dials.effects).endsWith(plan + "/2-undo", plan + "/1-undo");
        assertThat(rig.endingOf(incident)).hasValue(Ending.FAILED);
    }

    @Test
    void what_could_not_be_undone_before_a_crash_is_a_persons_after_it() {
        rig.dials.set("treble", "9");
        rig.store.endAt("step:undo_refused");
        assertThatThrownBy(this::unwind).isInstanceOf(TestStore.PowerOff.class);

        unwind();

        assertThat(rig.endingOf(incident)).hasValue(Ending.PARTIAL);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
    }

    @Test
    void an_undoing_that_nobody_can_tell_of_is_a_persons() {
        rig.dials.losesAnswers = true;
        unwind();
        rig.dials.silent = true;
        rig.minutes(6);

        unwind();

        assertThat(rig.endingOf(incident)).hasValue(Ending.PARTIAL);
        assertThat(rig.lastTold(incident)).endsWith("nobody can tell whether it is undone");
    }

    @Test
    void after_the_third_round_a_person_has_it() {
        Incident third = inRound(3);

        rig.unwinding.advance(third, rig.deciding.current(third), "no use");

        assertThat(rig.store.now(third).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(third))
                .isEqualTo("3 rounds have not mended it, a person has it: no use");
        assertThat(rig.endingOf(third)).hasValue(Ending.FAILED);
    }

    private Incident inRound(int round) {
        return rig.store.database.transaction(
                "round",
                tx ->
                        rig.store.incidents.change(
                                tx,
                                rig.store.now(incident),
                                new Incident(
                                        incident.id(),
                                        incident.kind(),
                                        incident.state(),
                                        incident.severity(),
                                        incident.title(),
                                        incident.resource(),
                                        incident.symptomAt(),
                                        incident.openedAt(),
                                        null,
                                        null,
                                        null,
                                        null,
                                        round,
                                        incident.version()),
                                rig.line("round")));
    }

    private Optional<Duration> unwind() {
        return rig.unwinding.advance(incident, rig.deciding.current(incident), "no use");
    }

    private TargetLock take(String target) {
        return rig.store.database.transaction(
                "take",
                tx ->
                        rig.store.locks.acquire(
                                tx, target, "INC-99", "PLAN-99", "me", Duration.ofMinutes(1)));
    }
}
