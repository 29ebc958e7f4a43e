package io.sreagent.pipeline;

import static io.sreagent.pipeline.LoopRig.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.action.Dials;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.incident.PlanState;
import io.sreagent.learning.PlaybookRun.Ending;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person takes an incident, or ends it, while a plan of it is alive. */
@SuppressWarnings("NullAway.Init")
class DeskTest {
    @TempDir Path folder;

    private LoopRig rig;
    private Desk desk;

    @BeforeEach
    void aDesk() {
        rig = new LoopRig(folder);
        desk = rig.peoplesDesk();
    }

    @Test
    void a_plan_that_waits_for_an_answer_is_void_and_counts_as_no_run() {
        Incident incident = rig.trouble(IncidentState.AWAITING_DECISION);
        rig.offered(incident, Dials.turn("volume", "7"));

        desk.escalate(incident, ALICE, "mine");

        assertThat(rig.planOf(incident)).isEqualTo(PlanState.VOID);
        assertThat(rig.endingOf(incident)).isEmpty();
    }

    @Test
    void an_approved_plan_does_no_further_step_and_nobody_says_that_it_worked() {
        Incident incident = rig.trouble(IncidentState.EXECUTING);
        rig.approved(incident, Dials.turn("volume", "7"), Dials.turn("treble", "3"));
        rig.dials.settling = new Outcome.Retry(Duration.ofSeconds(5), "1 of 3");
        rig.executing.advance(incident);

        desk.escalate(rig.store.now(incident), ALICE, "mine");
        rig.dials.settling = new Outcome.Done("3 of 3");
        rig.pipeline.advance(incident.id());

        assertThat(rig.planOf(incident)).isEqualTo(PlanState.VOID);
        assertThat(rig.endingOf(incident)).hasValue(Ending.UNKNOWN);
        assertThat(rig.dials.valueOf("treble")).isEqualTo("0");
    }

    @Test
    void whoever_has_an_incident_diagnosed_again_is_the_one_who_asked_for_what_comes() {
        Incident incident = rig.trouble(IncidentState.ESCALATED);
        assertThat(rig.life.askedBy(incident)).isEqualTo("sre-agent");

        Incident again = desk.diagnose(incident, ALICE, "the deploy is out now");

        assertThat(again.state()).isEqualTo(IncidentState.DIAGNOSING);
        assertThat(again.round()).isEqualTo(incident.round() + 1);
        assertThat(rig.life.askedBy(again)).isEqualTo(ALICE.name());
    }

    @Test
    void what_is_being_done_this_moment_keeps_its_target_and_what_is_done_frees_it() {
        Incident busy = rig.trouble(IncidentState.EXECUTING);
        rig.approved(busy, Dials.turn("volume", "7"));
        rig.dials.settling = new Outcome.Retry(Duration.ofSeconds(5), "1 of 3");
        rig.executing.advance(busy);
        desk.escalate(rig.store.now(busy), ALICE, "mine");
        assertThat(rig.isLocked("volume")).isTrue();

        rig.dials.settling = new Outcome.Done("3 of 3");
        Incident done = rig.done(Dials.turn("treble", "3"));
        assertThat(rig.isLocked("treble")).isTrue();
        desk.resolve(done, ALICE, "seen enough");
        assertThat(rig.isLocked("treble")).isFalse();
    }
}
