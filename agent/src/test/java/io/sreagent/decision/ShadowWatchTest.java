package io.sreagent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.Mode;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Step;
import io.sreagent.contract.plan.Verdict;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.ChangeSource;
import io.sreagent.incident.Jobs;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.StoreTest;
import io.sreagent.incident.TimelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // the test framework sets what the test reads
class ShadowWatchTest extends StoreTest {
    private final Cluster cluster = new Cluster();
    private Jobs jobs;

    /** A platform whose changes a test writes down. */
    private static final class Cluster implements ChangeSource {
        private final List<Change> changes = new ArrayList<>();
        private List<String> troubles = List.of();

        @Override
        public String name() {
            return "cluster";
        }

        @Override
        public Answer<List<Change>> changes(Instant from, Instant until) {
            return new Answer<>(
                    changes.stream()
                            .filter(c -> !c.time().isBefore(from) && c.time().isBefore(until))
                            .toList(),
                    troubles);
        }
    }

    @BeforeEach
    void watch() {
        jobs = new Jobs(database, clock);
        new ShadowWatch(database, incidents, plans, jobs, List.of(cluster), clock).begin();
    }

    @AfterEach
    void stop() {
        jobs.close();
    }

    @Test
    void a_person_who_does_the_same_within_the_hour_agrees() {
        shown(1);
        scaled(Duration.ofMinutes(40), "replicas 3 → 6");
        hourPasses();

        assertThat(record().same()).isEqualTo(1);
        assertThat(record().agreement()).isEqualTo(1);
        assertThat(record().passed()).as("one plan is not enough").isFalse();
    }

    @Test
    void what_is_done_after_the_hour_is_no_agreement() {
        shown(1);
        scaled(Duration.ofMinutes(61), "replicas 3 → 6");
        hourPasses();

        assertThat(record().same()).isZero();
        assertThat(record().otherwise()).isEqualTo(1);
    }

    @Test
    void the_opposite_on_the_same_target_is_no_agreement() {
        shown(1);
        scaled(Duration.ofMinutes(5), "replicas 3 → 1");
        hourPasses();

        assertThat(record().same()).isZero();
    }

    @Test
    void the_same_on_another_target_is_no_agreement() {
        shown(1);
        cluster.changes.add(
                new Change(
                        clock.instant().plus(Duration.ofMinutes(5)),
                        Resource.service("shop", "checkout2"),
                        Change.Kind.SCALE,
                        "replicas 3 → 6",
                        "deployment/shop/checkout2"));
        hourPasses();

        assertThat(record().same()).isZero();
    }

    @Test
    void before_the_hour_is_over_nothing_is_judged() {
        shown(1);
        jobs.runDue();

        assertThat(record().plans()).isEqualTo(1);
        assertThat(record().waiting()).isEqualTo(1);
        assertThat(record().agreement()).isZero();
    }

    @Test
    void trouble_that_went_by_itself_needed_no_plan() {
        Incident incident = shown(1);
        database.change(
                "resolve",
                tx ->
                        incidents.change(
                                tx, incident, in(incident, IncidentState.RESOLVED), line("state")));
        hourPasses();

        assertThat(record().byItself()).isEqualTo(1);
        assertThat(record().agreement()).isZero();
    }

    @Test
    void while_changes_cannot_be_read_nobody_is_judged() {
        shown(1);
        cluster.troubles = List.of("the API server does not answer");
        hourPasses();
        assertThat(record().waiting()).isEqualTo(1);

        cluster.troubles = List.of();
        clock.pass(Duration.ofMinutes(10));
        jobs.runDue();

        assertThat(record().otherwise()).isEqualTo(1);
    }

    @Test
    void what_could_not_be_read_for_hours_stays_unjudged() {
        shown(1);
        cluster.troubles = List.of("the API server does not answer");
        for (int i = 0; i < 40; i++) {
            clock.pass(Duration.ofMinutes(10));
            jobs.runDue();
        }

        assertThat(record().waiting()).isEqualTo(1);
        assertThat(jobs.nextDue()).as("nobody looks for ever").isEmpty();
    }

    @Test
    void twenty_agreements_pass_and_one_disagreement_among_them_does_not() {
        for (int i = 1; i <= 20; i++) {
            shown(i);
            scaled(Duration.ofMinutes(1), "replicas 3 → 6");
            hourPasses();
        }
        assertThat(record().lowerBound()).isBetween(0.83, 0.85);
        assertThat(record().passed()).isTrue();

        shown(21);
        hourPasses();
        assertThat(record().same()).isEqualTo(20);
        assertThat(record().passed()).isFalse();
    }

    @Test
    void a_plan_that_was_held_back_for_another_reason_is_none_of_shadow_mode() {
        Incident incident = diagnosing();
        show(incident, plan("PLAN-1", incident.id(), Category.REMEDIATION), Mode.AUTO);

        assertThat(jobs.nextDue()).isEmpty();
        assertThat(new ShadowRecords(plans, incidents).since(Instant.EPOCH)).isEmpty();
    }

    @Test
    void another_image_than_the_planned_one_is_no_agreement() {
        assertThat(
                        ShadowMatch.of(
                                rollback("\"shop/checkout:v1\""),
                                List.of(deployed("image shop/checkout:v2 → shop/checkout:v3"))))
                .isEmpty();
        assertThat(
                        ShadowMatch.of(
                                rollback("\"shop/checkout:v1\""),
                                List.of(
                                        deployed(
                                                "rolled back: image shop/checkout:v2 →"
                                                        + " shop/checkout:v1; env A 1 → 2"))))
                .isPresent();
    }

    private static Plan rollback(String after) {
        Plan like = plan("PLAN-1", "INC-1", Category.REMEDIATION);
        Step step = like.steps().getFirst();
        Preview preview =
                new Preview(
                        step.preview().target(),
                        List.of(
                                new FieldChange(
                                        "/spec/template/spec/containers/0/image",
                                        "\"shop/checkout:v2\"",
                                        after)),
                        "",
                        List.of(),
                        "back");
        Intent intent =
                new Intent("kubernetes.rollback", step.preview().target(), Map.of("to", "11"));
        return new Plan(
                like.id(),
                like.incidentId(),
                like.playbook(),
                like.playbookVersion(),
                like.cause(),
                List.of(
                        new Step(
                                step.key(),
                                step.name(),
                                intent,
                                step.category(),
                                preview,
                                false,
                                step.timeout(),
                                true)),
                like.verify(),
                like.risk(),
                like.reliability(),
                like.expectedSuccess(),
                like.hash());
    }

    private Change deployed(String what) {
        return new Change(
                clock.instant(),
                Resource.service("shop", "checkout"),
                Change.Kind.DEPLOY,
                what,
                "deployment/shop/checkout revision 13");
    }

    private ShadowRecord record() {
        List<ShadowRecord> all = new ShadowRecords(plans, incidents).since(Instant.EPOCH);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void scaled(Duration later, String what) {
        cluster.changes.add(
                new Change(
                        clock.instant().plus(later),
                        Resource.service("shop", "checkout"),
                        Change.Kind.SCALE,
                        what,
                        "deployment/shop/checkout"));
    }

    private void hourPasses() {
        clock.pass(Duration.ofHours(1));
        jobs.runDue();
    }

    private Incident shown(int number) {
        Incident incident = diagnosing();
        return show(
                incident, plan("PLAN-" + number, incident.id(), Category.REMEDIATION), Mode.MANUAL);
    }

    private Incident diagnosing() {
        return move(move(opened(), IncidentState.GATHERING_INFO), IncidentState.DIAGNOSING);
    }

    private Incident move(Incident incident, IncidentState to) {
        return database.transaction(
                "move", tx -> incidents.change(tx, incident, in(incident, to), line("state")));
    }

    private Incident show(Incident incident, Plan plan, Mode shadow) {
        Verdict verdict =
                new Verdict(
                        Mode.MANUAL,
                        List.of(
                                new Verdict.Reason("shadow", shadow, "shadow mode"),
                                new Verdict.Reason("risk", Mode.MANUAL, "too much")),
                        plan.hash(),
                        clock.instant(),
                        clock.instant().plus(VALID));
        return database.transaction(
                "show",
                tx -> {
                    plans.offer(
                            tx,
                            plan,
                            verdict,
                            PlanState.SHOWN,
                            TimelineEvent.SELF,
                            clock.instant(),
                            clock.instant().plus(VALID));
                    return incidents.change(
                            tx, incident, in(incident, IncidentState.ESCALATED), line("state"));
                });
    }
}
