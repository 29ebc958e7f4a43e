package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.contract.plan.KillSwitch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PoliciesTest extends StoreTest {

    @Test
    void what_was_never_set_is_off() {
        assertThat(policies.isEnabled(Policy.AUTOMATION)).isFalse();
        assertThat(policies.isDisabled(Policy.playbook("scale-out"))).isFalse();
    }

    @Test
    void a_flag_is_set_and_set_again_and_both_are_in_the_audit() {
        set(Policy.service("shop/checkout"), true);
        assertThat(policies.isEnabled("service:shop/checkout")).isTrue();

        set(Policy.service("shop/checkout"), false);

        assertThat(policies.isEnabled("service:shop/checkout")).isFalse();
        assertThat(policies.isDisabled("service:shop/checkout")).isTrue();
        assertThat(audit.about("service:shop/checkout"))
                .extracting(AuditRecord::kind)
                .containsExactly("policy.enabled", "policy.disabled");
        assertThat(policies.all())
                .extracting(Policy::scope)
                .containsExactly("kill_switch", "service:shop/checkout");
    }

    @Test
    void a_flag_set_by_many_at_once_is_set() throws Exception {
        var results =
                Racing.all(
                        8,
                        racer ->
                                () -> {
                                    set(Policy.AUTOMATION, true);
                                    return true;
                                });

        assertThat(results).containsOnly(true);
        assertThat(policies.isEnabled(Policy.AUTOMATION)).isTrue();
    }

    @Test
    void the_kill_switch_is_released_until_someone_engages_it() {
        KillSwitch killSwitch = new DatabaseKillSwitch(policies);
        assertThat(killSwitch.name()).isEqualTo("database");
        assertThat(killSwitch.read()).isEqualTo(new KillSwitch.State.Released());

        set(Policy.KILL_SWITCH, true);

        assertThat(killSwitch.read()).isEqualTo(new KillSwitch.State.Engaged("ada", "because"));
    }

    @Test
    void a_kill_switch_whose_row_is_gone_is_unreadable() {
        database.change("tamper", tx -> tx.handle().execute("DELETE FROM policy"));

        assertThat(new DatabaseKillSwitch(policies).read())
                .isInstanceOf(KillSwitch.State.Unreadable.class);
    }

    @Test
    void a_kill_switch_in_a_database_that_is_gone_is_unreadable() {
        Database gone = new Database(backend.fresh(folder), CommitPoints.none());
        gone.close();

        assertThat(new DatabaseKillSwitch(new Policies(gone, audit)).read())
                .isInstanceOf(KillSwitch.State.Unreadable.class);
    }

    @Test
    void a_window_covers_its_scope_while_it_lasts() {
        open("W-1", "*", 0, 1);
        open("W-2", "shop/checkout", 0, 2);
        open("W-3", "shop/*", 1, 2);

        assertThat(covering("shop/checkout")).containsExactly("W-1", "W-2");
        assertThat(covering("shop/cart")).containsExactly("W-1");
        clock.pass(Duration.ofHours(1));
        assertThat(covering("shop/cart")).containsExactly("W-3");
        assertThat(covering("shopping/cart")).isEmpty();
        clock.pass(Duration.ofHours(1));
        assertThat(covering("shop/checkout")).isEmpty();
    }

    @Test
    void a_window_can_be_closed_early_once() {
        open("W-1", "*", 0, 1);

        assertThat(close("W-1")).isTrue();
        assertThat(close("W-1")).isFalse();
        assertThat(covering("shop/cart")).isEmpty();
    }

    @Test
    void a_window_that_ends_before_it_starts_is_none() {
        assertThatThrownBy(() -> open("W-1", "*", 2, 1)).hasMessageContaining("no window");
    }

    private java.util.List<String> covering(String resource) {
        return policies.windows(resource, clock.instant()).stream().map(ChangeWindow::id).toList();
    }

    private void open(String id, String scope, int from, int to) {
        var window =
                new ChangeWindow(
                        id,
                        ChangeWindow.Kind.FREEZE,
                        scope,
                        Clock.START.plus(Duration.ofHours(from)),
                        Clock.START.plus(Duration.ofHours(to)),
                        "ada",
                        "release");
        database.change("window", tx -> policies.open(tx, window, clock.instant()));
    }

    private boolean close(String id) {
        return database.transaction("close", tx -> policies.close(tx, id, "ada", clock.instant()));
    }

    private void set(String scope, boolean enabled) {
        database.change(
                "policy",
                tx ->
                        policies.set(
                                tx, new Policy(scope, enabled, "ada", "because", clock.instant())));
    }
}
