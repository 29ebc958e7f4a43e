package io.sreagent.pipeline;

import static io.sreagent.pipeline.LoopRig.ALICE;
import static io.sreagent.pipeline.LoopRig.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.action.Dials;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.Plan;
import io.sreagent.incident.Decision;
import io.sreagent.incident.PlanState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an offer: approved, rejected, answered by one of two, or by nobody. */
@SuppressWarnings("NullAway.Init")
class AwaitingTest {
    @TempDir Path folder;

    private LoopRig rig;
    private Incident incident;

    @BeforeEach
    void aPlanCanBeOffered() {
        rig = new LoopRig(folder);
        incident = rig.trouble(IncidentState.AWAITING_DECISION);
    }

    @Test
    void an_offer_is_waited_for_as_long_as_it_holds() {
        rig.offered(incident, Dials.turn("volume", "7"));
        rig.store.clock.pass(Duration.ofMinutes(10));

        assertThat(rig.awaiting.advance(incident)).hasValue(Duration.ofMinutes(20));
        assertThat(rig.planOf(incident)).isEqualTo(PlanState.OFFERED);
    }

    @Test
    void an_offer_that_nobody_answers_expires_and_is_a_persons() {
        Plan plan = rig.offered(incident, Dials.turn("volume", "7"));
        rig.store.clock.pass(Duration.ofMinutes(30));

        assertThat(rig.awaiting.advance(incident)).isEmpty();

        assertThat(rig.planOf(incident)).isEqualTo(PlanState.EXPIRED);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident))
                .isEqualTo("nobody answered " + plan.id() + " in time, a person has it");
        assertThat(rig.decide(plan, true, ALICE)).isInstanceOf(Decision.AlreadyDecided.class);
    }

    @Test
    void an_approved_plan_is_executed() {
        rig.approved(incident, Dials.turn("volume", "7"));

        rig.awaiting.advance(incident);

        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.EXECUTING);
    }

    @Test
    void a_rejected_plan_is_a_persons() {
        Plan plan = rig.offered(incident, Dials.turn("volume", "7"));
        rig.decide(plan, false, ALICE);

        rig.awaiting.advance(incident);

        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident)).contains("was rejected");
    }

    @Test
    void what_cannot_be_undone_waits_for_a_second_person() {
        rig.dials.category = Category.DESTRUCTIVE;
        Plan plan = rig.offered(incident, Dials.turn("volume", "7"));

        assertThat(rig.decide(plan, true, ALICE)).isInstanceOf(Decision.OneMoreNeeded.class);
        assertThat(rig.awaiting.advance(incident)).isPresent();
        assertThat(rig.decide(plan, true, ALICE)).isInstanceOf(Decision.NotAllowed.class);
        assertThat(rig.awaiting.advance(incident)).isPresent();

        assertThat(rig.decide(plan, true, BOB)).isInstanceOf(Decision.Approved.class);
        rig.awaiting.advance(incident);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.EXECUTING);

        rig.executing.advance(rig.store.now(incident));
        assertThat(rig.dials.valueOf("volume")).isEqualTo("7");
    }

    @Test
    void a_plan_that_was_made_void_cannot_be_answered_any_more() {
        Plan plan = rig.offered(incident, Dials.turn("volume", "7"));
        rig.store.database.change(
                "void",
                tx -> rig.store.plans.makeVoid(tx, plan.id(), "test", rig.store.clock.instant()));

        rig.awaiting.advance(incident);

        assertThat(rig.lastTold(incident)).contains("cannot be answered any more");
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
    }
}
