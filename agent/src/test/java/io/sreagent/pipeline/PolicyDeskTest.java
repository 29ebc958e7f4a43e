package io.sreagent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.action.Dials;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.contract.plan.Mode;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Verdict;
import io.sreagent.incident.ChangeWindow;
import io.sreagent.incident.Policy;
import io.sreagent.incident.TargetAction;
import io.sreagent.learning.PlaybookRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gate is told of the world: read afresh each time, and of the right plan. */
@SuppressWarnings("NullAway.Init")
class PolicyDeskTest {
    @TempDir Path folder;

    private LoopRig rig;
    private Plan plan;

    @BeforeEach
    void aPlan() {
        rig = new LoopRig(folder);
        Incident incident = rig.store.opened(IncidentState.DIAGNOSING);
        plan = rig.dials.plan("PLAN-1", incident.id(), Dials.turn("volume", "7"));
    }

    @Test
    void the_kill_switch_is_read_each_time() {
        assertThat(modeOf("kill_switch")).isEqualTo(Mode.AUTO);

        rig.killSwitch.state = new KillSwitch.State.Engaged("amy", "hands off");
        assertThat(modeOf("kill_switch")).isEqualTo(Mode.REFUSED);

        rig.killSwitch.state = new KillSwitch.State.Released();
        assertThat(modeOf("kill_switch")).isEqualTo(Mode.AUTO);
    }

    @Test
    void automation_needs_both_the_setting_and_the_flag() {
        assertThat(modeOf("automation")).isEqualTo(Mode.SEMI_AUTO);
        rig.thresholds.automatic = true;
        assertThat(modeOf("automation")).isEqualTo(Mode.SEMI_AUTO);

        enable(Policy.AUTOMATION);
        assertThat(modeOf("automation")).isEqualTo(Mode.AUTO);

        rig.thresholds.automatic = false;
        assertThat(modeOf("automation")).isEqualTo(Mode.SEMI_AUTO);
    }

    @Test
    void a_service_must_be_enabled_by_its_own_name() {
        enable(Policy.service("shop/cart"));
        assertThat(modeOf("service")).isEqualTo(Mode.SEMI_AUTO);

        enable(Policy.service("shop/checkout"));
        assertThat(modeOf("service")).isEqualTo(Mode.AUTO);
    }

    @Test
    void a_freeze_of_the_cause_or_of_the_target_refuses_while_it_lasts() {
        for (String scope : new String[] {"shop/checkout", "shop/volume", "shop/*", "*"}) {
            freeze("w-" + scope, scope);
            assertThat(reason("window").words())
                    .as(scope)
                    .isEqualTo("freeze window w-" + scope + " (test) is open");
            rig.store.clock.pass(Duration.ofHours(1));
            assertThat(modeOf("window")).as(scope).isEqualTo(Mode.AUTO);
        }
        freeze("elsewhere", "shop/cart");
        assertThat(modeOf("window")).isEqualTo(Mode.AUTO);
    }

    @Test
    void automatic_actions_of_other_plans_count_for_an_hour() {
        acted("PLAN-8/1", "PLAN-8", "volume", true);
        assertThat(modeOf("rate_limit")).isEqualTo(Mode.AUTO);
        acted("PLAN-9/1", "PLAN-9", "volume", true);
        assertThat(modeOf("rate_limit")).isEqualTo(Mode.SEMI_AUTO);

        rig.store.clock.pass(Duration.ofMinutes(61));
        assertThat(modeOf("rate_limit")).isEqualTo(Mode.AUTO);
    }

    @Test
    void what_people_approved_does_not_count_as_automatic() {
        acted("PLAN-8/1", "PLAN-8", "volume", false);
        acted("PLAN-9/1", "PLAN-9", "volume", false);

        assertThat(modeOf("rate_limit")).isEqualTo(Mode.AUTO);
    }

    @Test
    void a_plans_own_steps_neither_stop_it_half_way_nor_keep_it_from_being_undone() {
        acted("PLAN-1/1", "PLAN-1", "volume", true);
        acted("PLAN-1/2", "PLAN-1", "volume", true);

        assertThat(modeOf("rate_limit")).isEqualTo(Mode.AUTO);
    }

    @Test
    void a_disabled_playbook_is_for_a_person_until_it_is_enabled_again() {
        String scope = Policy.playbook(plan.playbook());
        Policy off = new Policy(scope, false, "alice", "test", rig.store.clock.instant());
        rig.store.database.change("disable", tx -> rig.store.policies.set(tx, off));
        assertThat(modeOf("failed_runs")).isEqualTo(Mode.MANUAL);

        enable(scope);
        assertThat(modeOf("failed_runs")).isEqualTo(Mode.AUTO);
    }

    @Test
    void two_failed_runs_are_forgiven_by_whoever_enables_the_playbook_again() {
        failed("PLAN-8");
        rig.store.clock.pass(Duration.ofMinutes(1));
        failed("PLAN-9");
        assertThat(modeOf("failed_runs")).isEqualTo(Mode.MANUAL);

        rig.store.clock.pass(Duration.ofMinutes(1));
        enable(Policy.playbook(plan.playbook()));
        assertThat(modeOf("failed_runs")).isEqualTo(Mode.AUTO);
    }

    private void failed(String planId) {
        Instant now = rig.store.clock.instant();
        PlaybookRun run =
                new PlaybookRun(
                        planId,
                        plan.incidentId(),
                        plan.playbook(),
                        "an older version",
                        PlaybookRun.Ending.FAILED,
                        0.1,
                        now,
                        now,
                        "x".repeat(5000));
        rig.store.database.change("failed", tx -> rig.runs.record(tx, run));
    }

    @Test
    void taking_back_what_another_plan_did_today_is_for_a_person() {
        rig.dials.set("volume", "7");
        Plan back = rig.dials.plan("PLAN-2", plan.incidentId(), Dials.turn("volume", "0"));
        acted("PLAN-1/1", "PLAN-1", "volume", false);

        Verdict.Reason opposite = reason(back, "opposite_action");
        assertThat(opposite.mode()).isEqualTo(Mode.MANUAL);
        assertThat(opposite.words()).contains("test.turn on dial/shop/volume by PLAN-1");

        rig.store.clock.pass(Duration.ofHours(25));
        assertThat(reason(back, "opposite_action").mode()).isEqualTo(Mode.AUTO);
    }

    @Test
    void a_verdict_is_for_this_plan_and_for_half_an_hour() {
        Verdict verdict = rig.desk.judge(plan);
        Instant now = rig.store.clock.instant();

        assertThat(verdict.planHash()).isEqualTo(plan.hash());
        assertThat(verdict.expires()).isEqualTo(now.plus(Duration.ofMinutes(30)));
    }

    private Mode modeOf(String check) {
        return reason(check).mode();
    }

    private Verdict.Reason reason(String check) {
        return reason(plan, check);
    }

    private Verdict.Reason reason(Plan of, String check) {
        return rig.desk.judge(of).reasons().stream()
                .filter(reason -> reason.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private void enable(String scope) {
        Policy policy = new Policy(scope, true, "alice", "test", rig.store.clock.instant());
        rig.store.database.change("enable", tx -> rig.store.policies.set(tx, policy));
    }

    private void freeze(String id, String scope) {
        Instant now = rig.store.clock.instant();
        ChangeWindow window =
                new ChangeWindow(
                        id,
                        ChangeWindow.Kind.FREEZE,
                        scope,
                        now,
                        now.plus(Duration.ofHours(1)),
                        "alice",
                        "test");
        rig.store.database.change("freeze", tx -> rig.store.policies.open(tx, window, now));
    }

    private void acted(String step, String planId, String dial, boolean automatic) {
        TargetAction action =
                new TargetAction(
                        step,
                        "dial/shop/" + dial,
                        plan.incidentId(),
                        planId,
                        Dials.TOOL,
                        automatic,
                        rig.store.clock.instant(),
                        plan.steps().getFirst().preview().changes());
        rig.store.database.change("act", tx -> rig.store.ledger.enter(tx, action));
    }
}
