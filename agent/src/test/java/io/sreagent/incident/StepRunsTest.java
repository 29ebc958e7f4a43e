package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.contract.act.Category;
import io.sreagent.contract.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepRunsTest extends StoreTest {
    private static final Duration LEASE = Duration.ofMinutes(3);

    @Test
    void the_steps_of_a_plan_begin_as_planned_in_its_order() {
        Plan plan = planned();

        assertThat(steps.of(plan.id()))
                .extracting(StepRun::key)
                .containsExactly(plan.id() + "/1", plan.id() + "/2");
        assertThat(steps.of(plan.id())).extracting(StepRun::state).containsOnly(StepState.PLANNED);
        assertThat(steps.unfinished()).isEmpty();
    }

    @Test
    void of_many_workers_one_gets_the_step() throws Exception {
        String key = planned().steps().getFirst().key();

        List<Object> results = Racing.all(8, racer -> () -> claim(key, "worker" + racer));

        assertThat(results).filteredOn(one -> ((Optional<?>) one).isPresent()).hasSize(1);
    }

    @Test
    void who_died_is_taken_over_after_the_lease_and_cannot_write_any_more() {
        String key = planned().steps().getFirst().key();
        Claim first = claim(key, "one").orElseThrow();
        move(first, StepState.PLANNED, StepState.INTENDED);

        assertThat(claim(key, "two")).isEmpty();
        clock.pass(LEASE);
        Claim second = claim(key, "two").orElseThrow();

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThatThrownBy(() -> move(first, StepState.INTENDED, StepState.DONE))
                .isInstanceOf(StaleWrite.class);
        assertThatThrownBy(() -> database.change("renew", tx -> steps.renew(tx, first, LEASE)))
                .isInstanceOf(StaleWrite.class);
        move(second, StepState.INTENDED, StepState.DONE);
        assertThat(steps.find(key).orElseThrow().state()).isEqualTo(StepState.DONE);
    }

    @Test
    void a_renewed_lease_holds_longer() {
        String key = planned().steps().getFirst().key();
        Claim claim = claim(key, "one").orElseThrow();
        clock.pass(Duration.ofMinutes(2));
        database.change("renew", tx -> steps.renew(tx, claim, LEASE));
        clock.pass(Duration.ofMinutes(2));

        assertThat(claim(key, "two")).isEmpty();
    }

    @Test
    void what_was_given_back_is_free_at_once() {
        String key = planned().steps().getFirst().key();
        Claim claim = claim(key, "one").orElseThrow();
        database.change("release", tx -> steps.release(tx, claim));

        assertThat(claim(key, "two")).isPresent();
    }

    @Test
    void every_pair_of_states_is_allowed_or_refused_as_the_table_says() {
        String key = planned().steps().getFirst().key();
        Claim claim = claim(key, "one").orElseThrow();
        for (StepState from : StepState.values()) {
            for (StepState to : StepState.values()) {
                put(key, from);
                if (from.next().contains(to)) {
                    move(claim, from, to);
                    assertThat(steps.find(key).orElseThrow().state()).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> move(claim, from, to))
                            .as("%s to %s", from, to)
                            .isInstanceOf(IllegalMove.class);
                    assertThat(steps.find(key).orElseThrow().state()).isEqualTo(from);
                }
            }
        }
    }

    @Test
    void a_step_is_not_moved_from_a_state_that_it_has_left() {
        String key = planned().steps().getFirst().key();
        Claim claim = claim(key, "one").orElseThrow();
        move(claim, StepState.PLANNED, StepState.INTENDED);

        assertThatThrownBy(() -> move(claim, StepState.PLANNED, StepState.INTENDED))
                .isInstanceOf(StaleWrite.class);
        assertThat(steps.unfinished()).extracting(StepRun::key).containsExactly(key);
        assertThat(audit.about(key)).extracting(AuditRecord::kind).containsExactly("step.intended");
    }

    private Plan planned() {
        Plan plan = offered(Category.REMEDIATION);
        database.change("plan", tx -> steps.plan(tx, plan, clock.instant()));
        return plan;
    }

    private Optional<Claim> claim(String key, String owner) {
        return database.transaction("claim", tx -> steps.claim(tx, key, owner, LEASE));
    }

    private void move(Claim claim, StepState from, StepState to) {
        database.change("move", tx -> steps.move(tx, claim, from, to, "", clock.instant()));
    }

    private void put(String key, StepState state) {
        database.change(
                "put",
                tx ->
                        tx.handle()
                                .execute(
                                        "UPDATE step_run SET state = ? WHERE step_key = ?",
                                        state.name(),
                                        key));
    }
}
