package io.sreagent.pipeline;

import static io.sreagent.pipeline.LoopRig.ALICE;
import static io.sreagent.pipeline.LoopRig.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.action.Dials;
import io.sreagent.contract.access.Forbidden;
import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.decision.Wish;
import io.sreagent.incident.Decision;
import io.sreagent.incident.PlanState;
import io.sreagent.learning.PlaybookRun.Ending;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person wants one step done about an incident that no playbook mends. */
@SuppressWarnings("NullAway.Init")
class WishTest {
    private static final Wish LOUDER = wish(Dials.turn("volume", "7"));

    @TempDir Path folder;

    private LoopRig rig;
    private Desk desk;

    @BeforeEach
    void aDesk() {
        rig = new LoopRig(folder);
        desk = rig.peoplesDesk();
    }

    @Test
    void it_becomes_a_plan_that_somebody_else_has_to_approve() throws Exception {
        Incident incident = asked();

        var plan = rig.deciding.current(incident);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.AWAITING_DECISION);
        assertThat(plan.state()).isEqualTo(PlanState.OFFERED);
        assertThat(plan.plan().playbook()).isEqualTo("asked.test.turn");
        assertThat(rig.dials.effects).isEmpty();
        assertThat(rig.decide(plan.plan(), true, ALICE)).isInstanceOf(Decision.Refused.class);
        assertThat(rig.decide(plan.plan(), true, BOB)).isInstanceOf(Decision.Approved.class);
    }

    @Test
    void it_never_runs_by_itself_however_much_is_allowed() throws Exception {
        rig.thresholds.automatic = true;
        Incident incident = asked();

        assertThat(rig.planOf(incident)).isEqualTo(PlanState.OFFERED);
    }

    @Test
    void approved_it_is_done_once_and_proven_on_the_indicator() throws Exception {
        Incident incident = asked();
        rig.decide(rig.deciding.current(incident).plan(), true, BOB);
        rig.pipeline.advance(incident.id());
        rig.pipeline.advance(incident.id());
        assertThat(rig.dials.valueOf("volume")).isEqualTo("7");
        assertThat(rig.dials.effects).hasSize(1);

        rig.become(LoopRig.CHECKOUT, LoopRig.GOOD);
        for (int minute = 0; minute < 7; minute++) {
            rig.minutes(1);
            rig.pipeline.advance(incident.id());
        }

        assertThat(rig.store.now(incident).resolution()).isEqualTo(Incident.Resolution.FIXED);
        assertThat(rig.runs.find(rig.deciding.current(incident).plan().id()).orElseThrow().ending())
                .isEqualTo(Ending.VERIFIED);
    }

    @Test
    void in_shadow_mode_it_is_only_shown() throws Exception {
        rig.thresholds.shadow = true;
        Incident incident = asked();

        assertThat(rig.planOf(incident)).isEqualTo(PlanState.SHOWN);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
    }

    @Test
    void what_the_platform_refuses_is_said_at_once_and_nothing_has_changed() {
        Incident incident = rig.trouble(IncidentState.ESCALATED);
        rig.dials.refuses = "owned by hpa/volume";

        assertThatThrownBy(() -> desk.execute(incident, LOUDER, ALICE))
                .isInstanceOf(PreviewRefused.class)
                .hasMessageContaining("owned by hpa/volume");
        assertThat(rig.store.now(incident)).isEqualTo(incident);
    }

    @Test
    void what_the_platform_refuses_meanwhile_is_a_persons_again() throws Exception {
        Incident incident = rig.trouble(IncidentState.ESCALATED);
        Incident led = desk.execute(incident, LOUDER, ALICE);
        rig.dials.refuses = "gone";

        rig.diagnosing.advance(led);

        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident)).contains("cannot be done", "gone");
    }

    @Test
    void another_round_does_not_remember_it() throws Exception {
        Incident incident = asked();
        rig.minutes(1);
        Incident mine = desk.escalate(rig.store.now(incident), ALICE, "wait");
        rig.minutes(1);
        Incident again = desk.diagnose(mine, ALICE, "look again");

        rig.diagnosing.advance(again);

        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.DIAGNOSING);
    }

    @Test
    void a_tool_that_is_not_there_or_takes_other_arguments_is_named() {
        Incident incident = rig.trouble(IncidentState.ESCALATED);
        Intent turn = LOUDER.intent();

        assertThatThrownBy(
                        () ->
                                desk.execute(
                                        incident,
                                        wish(new Intent("rm.rf", turn.target(), Map.of())),
                                        ALICE))
                .hasMessageContaining("no tool 'rm.rf'")
                .hasMessageContaining("test.turn");
        assertThatThrownBy(
                        () ->
                                desk.execute(
                                        incident,
                                        wish(new Intent(turn.tool(), turn.target(), Map.of())),
                                        ALICE))
                .hasMessageContaining("needs to");
        assertThatThrownBy(
                        () ->
                                desk.execute(
                                        incident,
                                        wish(
                                                new Intent(
                                                        turn.tool(),
                                                        turn.target(),
                                                        Map.of("to", "7", "force", "yes"))),
                                        ALICE))
                .hasMessageContaining("takes no force");
    }

    @Test
    void it_is_for_what_a_person_has_and_something_measures() {
        Incident deciding = rig.trouble(IncidentState.AWAITING_DECISION);
        Incident unmeasured = rig.store.opened(IncidentState.ESCALATED);
        Principal viewer = new Principal("eve", Role.VIEWER, false);

        assertThatThrownBy(() -> desk.execute(deciding, LOUDER, ALICE))
                .hasMessageContaining("escalate it first");
        assertThatThrownBy(() -> desk.execute(unmeasured, LOUDER, ALICE))
                .hasMessageContaining("nothing measured");
        assertThatThrownBy(() -> desk.execute(deciding, LOUDER, viewer))
                .isInstanceOf(Forbidden.class);
    }

    private Incident asked() throws Exception {
        Incident incident = rig.trouble(IncidentState.ESCALATED);
        rig.diagnosing.advance(desk.execute(incident, LOUDER, ALICE));
        return incident;
    }

    private static Wish wish(Intent intent) {
        return new Wish(intent, "the audience cannot hear");
    }
}
