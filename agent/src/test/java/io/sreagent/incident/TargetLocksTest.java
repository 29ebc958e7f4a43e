package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetLocksTest extends StoreTest {
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final String TARGET = "deployment/shop/checkout";

    @Test
    void of_many_plans_at_once_one_gets_the_target() throws Exception {
        List<Object> results = Racing.all(8, racer -> () -> acquire("PLAN-" + racer, "one"));

        assertThat(results).filteredOn(one -> one instanceof TargetLock.Held).hasSize(1);
        assertThat(results).filteredOn(one -> one instanceof TargetLock.Busy).hasSize(7);
    }

    @Test
    void who_is_kept_waiting_learns_by_whom() {
        acquire("PLAN-1", "one");

        assertThat(acquire("PLAN-2", "one"))
                .isEqualTo(
                        new TargetLock.Busy(
                                TARGET, "INC-of-PLAN-1", "PLAN-1", Clock.START.plus(LEASE)));
    }

    @Test
    void other_targets_are_free() {
        acquire("PLAN-1", "one");

        TargetLock other =
                database.transaction(
                        "lock",
                        tx -> locks.acquire(tx, "node/n1", "INC-2", "PLAN-2", "one", LEASE));

        assertThat(other).isInstanceOf(TargetLock.Held.class);
    }

    @Test
    void a_dead_holder_is_taken_over_with_a_higher_number() {
        var first = (TargetLock.Held) acquire("PLAN-1", "one");
        clock.pass(LEASE);

        var second = (TargetLock.Held) acquire("PLAN-2", "two");

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThatThrownBy(() -> renew(first)).isInstanceOf(StaleWrite.class);
        database.change("release", tx -> locks.release(tx, first));
        assertThat(acquire("PLAN-3", "three")).isInstanceOf(TargetLock.Busy.class);
    }

    @Test
    void numbers_grow_across_release_and_taking_again() {
        var first = (TargetLock.Held) acquire("PLAN-1", "one");
        database.change("release", tx -> locks.release(tx, first));

        var second = (TargetLock.Held) acquire("PLAN-2", "one");

        assertThat(second.fence()).isGreaterThan(first.fence());
    }

    @Test
    void the_same_plan_goes_on_after_a_crash_at_once() {
        var before = (TargetLock.Held) acquire("PLAN-1", "one");

        var after = (TargetLock.Held) acquire("PLAN-1", "reborn");

        assertThat(after.fence()).isGreaterThan(before.fence());
        assertThatThrownBy(() -> renew(before)).isInstanceOf(StaleWrite.class);
    }

    @Test
    void a_renewed_lease_holds_longer() {
        var held = (TargetLock.Held) acquire("PLAN-1", "one");
        clock.pass(Duration.ofMinutes(2));
        renew(held);
        clock.pass(Duration.ofMinutes(2));

        assertThat(acquire("PLAN-2", "two")).isInstanceOf(TargetLock.Busy.class);
    }

    @Test
    void a_release_that_is_rolled_back_is_none() {
        acquire("PLAN-1", "one");

        assertThatThrownBy(
                        () ->
                                database.change(
                                        "release",
                                        tx -> {
                                            locks.releaseAll(tx, "PLAN-1");
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");
        assertThat(acquire("PLAN-2", "two")).isInstanceOf(TargetLock.Busy.class);

        database.change("release", tx -> locks.releaseAll(tx, "PLAN-1"));
        assertThat(acquire("PLAN-2", "two")).isInstanceOf(TargetLock.Held.class);
    }

    private TargetLock acquire(String planId, String owner) {
        return database.transaction(
                "lock", tx -> locks.acquire(tx, TARGET, "INC-of-" + planId, planId, owner, LEASE));
    }

    private void renew(TargetLock.Held held) {
        database.change("renew", tx -> locks.renew(tx, held, LEASE));
    }
}
