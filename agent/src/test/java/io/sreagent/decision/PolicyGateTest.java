package io.sreagent.decision;

import static io.sreagent.contract.plan.Mode.AUTO;
import static io.sreagent.contract.plan.Mode.MANUAL;
import static io.sreagent.contract.plan.Mode.REFUSED;
import static io.sreagent.contract.plan.Mode.SEMI_AUTO;
import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.contract.plan.Mode;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.PlaybookHistory.Past;
import io.sreagent.contract.plan.Reliability;
import io.sreagent.contract.plan.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyGateTest {
    private final PolicyGate gate = new PolicyGate(new Thresholds(), new Limits());

    @Test
    void a_trusted_plan_of_low_risk_runs_by_itself_when_everything_is_on() {
        Verdict verdict = gate.judge(Examples.goodPlan(), Examples.permissive());

        assertThat(verdict.mode()).isEqualTo(AUTO);
        assertThat(verdict.planHash()).isEqualTo("hash-1");
    }

    @Test
    void every_check_leaves_its_words_whether_it_objects_or_not() {
        Verdict verdict = gate.judge(Examples.goodPlan(), Examples.permissive());

        assertThat(verdict.reasons())
                .extracting(Verdict.Reason::check)
                .containsExactly(
                        "kill_switch",
                        "deny_list",
                        "window",
                        "opposite_action",
                        "failed_runs",
                        "shadow",
                        "automation",
                        "service",
                        "risk",
                        "reliability",
                        "category",
                        "rate_limit");
    }

    @Test
    void an_engaged_or_unreadable_or_absent_kill_switch_refuses_everything() {
        assertStops(Map.of("cluster", new KillSwitch.State.Engaged("amy", "incident 3")));
        assertStops(Map.of("cluster", new KillSwitch.State.Unreadable("time-out")));
        assertStops(
                Map.of(
                        "database", new KillSwitch.State.Released(),
                        "cluster", new KillSwitch.State.Unreadable("time-out")));
        assertStops(Map.of());
    }

    @Test
    void the_deny_list_refuses_namespaces_and_names() {
        for (Target target :
                List.of(
                        new Target("Deployment", "kube-system", "x", "1"),
                        new Target("Deployment", "shop", "sre-agent", "1"),
                        new Target("StatefulSet", "shop", "orders-db", "1"),
                        new Target("StatefulSet", "shop", "postgres", "1"))) {
            Plan plan = Examples.plan(target, Category.REMEDIATION, 0.1, Examples.trusted());

            assertThat(gate.judge(plan, Examples.permissive()).mode())
                    .as(target.id())
                    .isEqualTo(REFUSED);
        }
    }

    @Test
    void a_name_that_merely_contains_the_letters_of_a_denied_one_is_free() {
        Target target = new Target("Deployment", "shop", "feedback", "1"); // has "db" inside
        Plan plan = Examples.plan(target, Category.REMEDIATION, 0.1, Examples.trusted());

        assertThat(gate.judge(plan, Examples.permissive()).mode()).isEqualTo(AUTO);
    }

    @Test
    void an_open_freeze_window_refuses() {
        assertThat(judge(permissive().window("christmas freeze"))).isEqualTo(REFUSED);
    }

    @Test
    void shadow_mode_and_opposite_actions_and_two_failures_leave_it_to_a_person() {
        assertThat(judge(permissive().shadow())).isEqualTo(MANUAL);
        assertThat(judge(permissive().opposite("scaled 6 → 3 by INC-5"))).isEqualTo(MANUAL);
        assertThat(judge(permissive().past(new Past(40, 30, 2, 5, 0)))).isEqualTo(MANUAL);
    }

    @Test
    void without_automation_or_an_enabled_service_a_person_must_approve() {
        assertThat(judge(permissive().automationOff())).isEqualTo(SEMI_AUTO);
        assertThat(judge(permissive().serviceDisabled())).isEqualTo(SEMI_AUTO);
    }

    @Test
    void the_rate_limits_hold_per_target_and_over_all() {
        assertThat(judge(permissive().automatic(10, 0))).isEqualTo(SEMI_AUTO);
        assertThat(judge(permissive().automatic(3, 2))).isEqualTo(SEMI_AUTO);
        assertThat(judge(permissive().automatic(9, 1))).isEqualTo(AUTO);
    }

    @Test
    void risk_decides_between_automatic_approval_and_by_hand_at_its_thresholds() {
        assertThat(modeAtRisk(0.59)).isEqualTo(AUTO);
        assertThat(modeAtRisk(0.60)).isEqualTo(SEMI_AUTO);
        assertThat(modeAtRisk(0.79)).isEqualTo(SEMI_AUTO);
        assertThat(modeAtRisk(0.80)).isEqualTo(MANUAL);
    }

    @Test
    void reliability_needs_its_sum_its_floors_and_a_record() {
        assertThat(modeAt(new Reliability(0.84, 0.95, 0.8, 0.85, 0.8, true))).isEqualTo(SEMI_AUTO);
        assertThat(modeAt(new Reliability(0.90, 0.79, 1.0, 0.9, 1.0, true))).isEqualTo(SEMI_AUTO);
        assertThat(modeAt(new Reliability(0.90, 0.95, 1.0, 0.7, 1.0, true))).isEqualTo(SEMI_AUTO);
        assertThat(modeAt(new Reliability(0.99, 1, 1, 1, 1, false))).isEqualTo(SEMI_AUTO);
        assertThat(judge(permissive().shadowNotPassed())).isEqualTo(SEMI_AUTO);
    }

    @Test
    void what_cannot_be_undone_never_runs_by_itself() {
        Plan plan =
                Examples.plan(Examples.DEPLOYMENT, Category.DESTRUCTIVE, 0.1, Examples.trusted());

        assertThat(gate.judge(plan, Examples.permissive()).mode()).isEqualTo(SEMI_AUTO);
    }

    private void assertStops(Map<String, KillSwitch.State> switches) {
        assertThat(judge(permissive().switches(switches)))
                .as(switches.toString())
                .isEqualTo(REFUSED);
    }

    private Mode judge(Variant variant) {
        return gate.judge(Examples.goodPlan(), variant.made()).mode();
    }

    private Mode modeAtRisk(double risk) {
        Plan plan =
                Examples.plan(Examples.DEPLOYMENT, Category.REMEDIATION, risk, Examples.trusted());
        return gate.judge(plan, Examples.permissive()).mode();
    }

    private Mode modeAt(Reliability reliability) {
        Plan plan = Examples.plan(Examples.DEPLOYMENT, Category.REMEDIATION, 0.1, reliability);
        return gate.judge(plan, Examples.permissive()).mode();
    }

    private static Variant permissive() {
        return new Variant(Examples.permissive());
    }

    /** The permissive circumstances with one thing changed. */
    private record Variant(Circumstances made) {
        Variant switches(Map<String, KillSwitch.State> switches) {
            return with(
                    switches,
                    made.window(),
                    false,
                    true,
                    true,
                    0,
                    0,
                    made.opposite(),
                    made.past(),
                    true);
        }

        Variant window(String name) {
            return with(
                    made.switches(),
                    Optional.of(name),
                    false,
                    true,
                    true,
                    0,
                    0,
                    made.opposite(),
                    made.past(),
                    true);
        }

        Variant shadow() {
            return with(
                    made.switches(),
                    made.window(),
                    true,
                    true,
                    true,
                    0,
                    0,
                    made.opposite(),
                    made.past(),
                    true);
        }

        Variant automationOff() {
            return with(
                    made.switches(),
                    made.window(),
                    false,
                    false,
                    true,
                    0,
                    0,
                    made.opposite(),
                    made.past(),
                    true);
        }

        Variant serviceDisabled() {
            return with(
                    made.switches(),
                    made.window(),
                    false,
                    true,
                    false,
                    0,
                    0,
                    made.opposite(),
                    made.past(),
                    true);
        }

        Variant automatic(int fleet, int target) {
            return with(
                    made.switches(),
                    made.window(),
                    false,
                    true,
                    true,
                    fleet,
                    target,
                    made.opposite(),
                    made.past(),
                    true);
        }

        Variant opposite(String done) {
            return with(
                    made.switches(),
                    made.window(),
                    false,
                    true,
                    true,
                    0,
                    0,
                    Optional.of(done),
                    made.past(),
                    true);
        }

        Variant past(Past past) {
            return with(
                    made.switches(),
                    made.window(),
                    false,
                    true,
                    true,
                    0,
                    0,
                    made.opposite(),
                    past,
                    true);
        }

        Variant shadowNotPassed() {
            return with(
                    made.switches(),
                    made.window(),
                    false,
                    true,
                    true,
                    0,
                    0,
                    made.opposite(),
                    made.past(),
                    false);
        }

        private static Variant with(
                Map<String, KillSwitch.State> switches,
                Optional<String> window,
                boolean shadow,
                boolean automation,
                boolean service,
                int fleet,
                int target,
                Optional<String> opposite,
                Past past,
                boolean shadowPassed) {
            return new Variant(
                    new Circumstances(
                            switches,
                            window,
                            shadow,
                            automation,
                            service,
                            fleet,
                            target,
                            opposite,
                            past,
                            false,
                            shadowPassed,
                            Examples.NOW));
        }
    }

    private record Thresholds() implements PolicyGate.RiskSettings {
        @Override
        public boolean autoRemediationEnabled() {
            return true;
        }

        @Override
        public double autoThreshold() {
            return 0.6;
        }

        @Override
        public double approvalThreshold() {
            return 0.8;
        }
    }

    private record Limits() implements PolicyGate.Settings {
        @Override
        public boolean shadow() {
            return false;
        }

        @Override
        public Set<String> denyNamespaces() {
            return Set.of("kube-system");
        }

        @Override
        public List<String> denyNames() {
            return List.of("(^|-)(db|postgres)(-|$)", "^sre-agent");
        }

        @Override
        public int automaticActionsPerHour() {
            return 10;
        }

        @Override
        public int automaticActionsPerTargetPerHour() {
            return 2;
        }

        @Override
        public int planExpiresMinutes() {
            return 30;
        }
    }
}
