package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.plan.Plan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovalsTest extends StoreTest {
    private static final Principal ALICE = new Principal("alice", Role.APPROVER, false);
    private static final Principal BOB = new Principal("bob", Role.ADMIN, false);
    private static final Principal OSCAR = new Principal("oscar", Role.ADMIN, false);

    @Test
    void a_plan_is_read_as_it_was_offered() {
        Plan plan = offered(Category.REMEDIATION);

        OfferedPlan found = plans.find(plan.id()).orElseThrow();

        assertThat(found.plan()).isEqualTo(plan);
        assertThat(found.verdict()).isEqualTo(verdict(plan));
        assertThat(found.state()).isEqualTo(PlanState.OFFERED);
        assertThat(found.expires()).isEqualTo(Clock.START.plus(VALID));
        assertThat(plans.of(plan.incidentId())).containsExactly(found);
        assertThat(plans.pending()).containsExactly(found);
    }

    @Test
    void a_yes_settles_it() {
        Plan plan = offered(Category.REMEDIATION);

        Decision decision = decide(plan, true, ALICE);

        assertThat(decision).isEqualTo(new Decision.Approved(plan));
        OfferedPlan found = plans.find(plan.id()).orElseThrow();
        assertThat(found.state()).isEqualTo(PlanState.APPROVED);
        assertThat(found.approvals()).extracting("approver").containsExactly("alice");
        assertThat(plans.pending()).isEmpty();
        assertThat(audit.about(plan.id())).extracting("kind").contains("decision.approved");
    }

    @Test
    void a_no_settles_it_and_a_later_yes_comes_too_late() {
        Plan plan = offered(Category.REMEDIATION);

        assertThat(decide(plan, false, ALICE)).isEqualTo(new Decision.Rejected(plan));

        assertThat(decide(plan, true, BOB))
                .isEqualTo(new Decision.AlreadyDecided(plan.id(), PlanState.REJECTED));
    }

    @Test
    void of_many_answers_at_once_exactly_one_wins() throws Exception {
        Plan plan = offered(Category.REMEDIATION);

        List<Object> results =
                Racing.all(
                        8,
                        racer ->
                                () ->
                                        decide(
                                                plan,
                                                racer % 2 == 0,
                                                new Principal(
                                                        "person" + racer, Role.APPROVER, false)));

        assertThat(results)
                .filteredOn(
                        one -> one instanceof Decision.Approved || one instanceof Decision.Rejected)
                .hasSize(1);
        assertThat(results).filteredOn(one -> one instanceof Decision.AlreadyDecided).hasSize(7);
        assertThat(plans.find(plan.id()).orElseThrow().approvals()).hasSize(1);
    }

    @Test
    void what_cannot_be_undone_needs_two_people() {
        Plan plan = offered(Category.DESTRUCTIVE);

        assertThat(decide(plan, true, ALICE)).isEqualTo(new Decision.OneMoreNeeded(plan));
        assertThat(decide(plan, true, ALICE)).isInstanceOf(Decision.NotAllowed.class);
        assertThat(plans.find(plan.id()).orElseThrow().state()).isEqualTo(PlanState.OFFERED);
        assertThat(decide(plan, true, BOB)).isEqualTo(new Decision.Approved(plan));
    }

    @Test
    void one_no_is_enough_even_from_who_said_yes_first() {
        Plan plan = offered(Category.DESTRUCTIVE);
        decide(plan, true, ALICE);

        assertThat(decide(plan, false, ALICE)).isEqualTo(new Decision.Rejected(plan));
    }

    @Test
    void two_people_at_once_on_a_destructive_plan_make_one_approval() throws Exception {
        Plan plan = offered(Category.DESTRUCTIVE);

        List<Object> results =
                Racing.all(2, racer -> () -> decide(plan, true, racer == 0 ? ALICE : BOB));

        assertThat(results)
                .containsExactlyInAnyOrder(
                        new Decision.OneMoreNeeded(plan), new Decision.Approved(plan));
    }

    @Test
    void who_asked_cannot_approve_but_can_reject() {
        Plan plan = offered(Category.REMEDIATION);

        assertThat(decide(plan, true, OSCAR)).isInstanceOf(Decision.NotAllowed.class);
        assertThat(decide(plan, false, OSCAR)).isEqualTo(new Decision.Rejected(plan));
    }

    @Test
    void neither_services_nor_operators_decide() {
        Plan plan = offered(Category.REMEDIATION);

        assertThat(decide(plan, true, new Principal("ci", Role.ADMIN, true)))
                .isInstanceOf(Decision.NotAllowed.class);
        assertThat(decide(plan, false, new Principal("olga", Role.OPERATOR, false)))
                .isInstanceOf(Decision.NotAllowed.class);
        assertThat(plans.find(plan.id()).orElseThrow().approvals()).isEmpty();
    }

    @Test
    void an_answer_to_another_hash_does_not_count() {
        Plan plan = offered(Category.REMEDIATION);

        Decision decision =
                database.transaction(
                        "decide",
                        tx ->
                                approvals.decide(
                                        tx, plan.id(), "another", true, ALICE, "looks good"));

        assertThat(decision).isEqualTo(new Decision.OtherHash(plan.id(), plan.hash()));
    }

    @Test
    void an_offer_ends_at_its_expiry_to_the_instant() {
        Plan plan = offered(Category.REMEDIATION);
        clock.pass(VALID.minusNanos(1000));
        assertThat(plans.pending()).hasSize(1);
        assertThat(expire(plan)).isFalse();

        clock.pass(Duration.ofNanos(1000));

        assertThat(plans.pending()).isEmpty();
        assertThat(decide(plan, true, ALICE))
                .isEqualTo(new Decision.Expired(plan.id(), Clock.START.plus(VALID)));
        assertThat(expire(plan)).isTrue();
        assertThat(expire(plan)).isFalse();
        assertThat(decide(plan, true, ALICE))
                .isEqualTo(new Decision.AlreadyDecided(plan.id(), PlanState.EXPIRED));
    }

    @Test
    void nobody_can_decide_about_a_plan_that_is_not_there() {
        assertThat(
                        database.<Decision, RuntimeException>transaction(
                                "decide",
                                tx -> approvals.decide(tx, "PLAN-9", "hash", true, ALICE, "")))
                .isEqualTo(new Decision.Unknown("PLAN-9"));
    }

    @Test
    void an_approved_plan_can_be_made_void_once() {
        Plan plan = offered(Category.REMEDIATION);
        decide(plan, true, ALICE);

        assertThat(makeVoid(plan)).isTrue();
        assertThat(makeVoid(plan)).isFalse();
        assertThat(plans.find(plan.id()).orElseThrow().state().mayRun()).isFalse();
    }

    @Test
    void a_verdict_for_another_plan_is_refused() {
        Plan plan = offered(Category.REMEDIATION);
        Plan other = plan("PLAN-other", plan.incidentId(), Category.REMEDIATION);

        assertThatThrownBy(
                        () ->
                                database.change(
                                        "offer",
                                        tx ->
                                                plans.offer(
                                                        tx,
                                                        other,
                                                        verdict(plan),
                                                        PlanState.AUTOMATIC,
                                                        "oscar",
                                                        clock.instant(),
                                                        clock.instant())))
                .hasMessageContaining("PLAN-other");
    }

    private Decision decide(Plan plan, boolean approve, Principal who) {
        return database.transaction(
                "decide",
                tx -> approvals.decide(tx, plan.id(), plan.hash(), approve, who, "because"));
    }

    private boolean expire(Plan plan) {
        return database.transaction("expire", tx -> plans.expire(tx, plan.id()));
    }

    private boolean makeVoid(Plan plan) {
        return database.transaction(
                "void", tx -> plans.makeVoid(tx, plan.id(), "replicas are 4 now", clock.instant()));
    }
}
