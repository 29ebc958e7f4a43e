package io.sreagent.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.notify.Notice;
import io.sreagent.contract.notify.Notice.Kind;
import io.sreagent.contract.notify.Notifier;
import io.sreagent.contract.plan.Plan;
import io.sreagent.incident.Jobs;
import io.sreagent.incident.Outbox;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.StoreTest;
import io.sreagent.incident.TimelineEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // the test framework sets what the test reads
class AnnouncerTest extends StoreTest {
    private final Listener listener = new Listener(true);
    private Jobs jobs;
    private Outbox outbox;

    /** Takes whatever it is sent. */
    private static final class Listener implements Notifier {
        private final List<Notice> heard = new ArrayList<>();
        private final boolean on;

        Listener(boolean on) {
            this.on = on;
        }

        @Override
        public String name() {
            return "listener";
        }

        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public Outcome send(Notice notice) {
            heard.add(notice);
            return new Outcome.Done("heard");
        }
    }

    @BeforeEach
    void makeOutbox() {
        jobs = new Jobs(database, clock);
        outbox = new Outbox(database, jobs, clock);
    }

    @AfterEach
    void stop() {
        jobs.close();
    }

    @Test
    void people_hear_of_the_opening_the_question_and_the_end() {
        begin(listener);
        Incident incident = opened();
        incident = move(incident, IncidentState.GATHERING_INFO);
        incident = move(incident, IncidentState.DIAGNOSING);
        incident = ask(incident, PlanState.OFFERED, IncidentState.AWAITING_DECISION);
        incident = move(incident, IncidentState.EXECUTING);
        incident = move(incident, IncidentState.VERIFYING);
        move(incident, IncidentState.RESOLVED);
        jobs.runDue();

        assertThat(listener.heard)
                .extracting(Notice::kind)
                .containsExactly(Kind.OPENED, Kind.APPROVAL, Kind.RESOLVED);
        assertThat(listener.heard)
                .extracting(Notice::key)
                .doesNotHaveDuplicates()
                .first()
                .isEqualTo("INC-1/opened");
        assertThat(listener.heard.getLast().resolution())
                .isEqualTo(Incident.Resolution.SELF_RECOVERED);
    }

    @Test
    void a_question_carries_the_plan_its_risk_and_how_to_answer() {
        begin(listener);
        ask(diagnosing(), PlanState.OFFERED, IncidentState.AWAITING_DECISION);
        jobs.runDue();

        Notice notice = listener.heard.getLast();
        Notice.Proposal plan = notice.plan();
        assertThat(notice.url()).isEqualTo("https://sre.example/ui/incidents/INC-1");
        assertThat(plan.risk()).isEqualTo(0.4);
        assertThat(plan.steps()).hasSize(2);
        assertThat(plan.steps().getFirst().changes()).containsExactly("/spec/replicas: 3 → 5");
        assertThat(plan.steps().getFirst().undo()).isEqualTo("scale back to 3");
        assertThat(plan.approval().command())
                .isEqualTo("sre-agent approvals approve PLAN-1 --hash hash-of-PLAN-1");
        assertThat(plan.approval().call()).isEqualTo("/api/v1/approvals/PLAN-1/approve");
        assertThat(plan.approval().expires()).isEqualTo(clock.instant().plus(VALID));
    }

    @Test
    void a_plan_that_is_only_shown_cannot_be_approved_from_the_message() {
        begin(listener);
        ask(diagnosing(), PlanState.SHOWN, IncidentState.ESCALATED);
        jobs.runDue();

        Notice notice = listener.heard.getLast();
        assertThat(notice.kind()).isEqualTo(Kind.ESCALATED);
        assertThat(notice.plan().id()).isEqualTo("PLAN-1");
        assertThat(notice.plan().approval()).isNull();
    }

    @Test
    void an_incident_that_is_escalated_twice_is_told_of_twice() {
        begin(listener);
        Incident first = move(diagnosing(), IncidentState.ESCALATED);
        move(move(first, IncidentState.DIAGNOSING), IncidentState.ESCALATED);
        jobs.runDue();

        assertThat(listener.heard)
                .filteredOn(notice -> notice.kind() == Kind.ESCALATED)
                .extracting(Notice::key)
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_change_that_is_not_committed_is_not_told() {
        begin(listener);

        assertThatThrownBy(
                        () ->
                                database.change(
                                        "open",
                                        tx -> {
                                            incidents.open(tx, this::fresh, line("opened"));
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");
        jobs.runDue();

        assertThat(listener.heard).isEmpty();
    }

    @Test
    void where_nobody_is_to_be_told_nothing_is_posted() {
        begin(new Listener(false));
        move(diagnosing(), IncidentState.ESCALATED);

        assertThat(outbox.waiting()).isEmpty();
        assertThat(outbox.tally(clock.instant().minus(Duration.ofDays(1))))
                .isEqualTo(new Outbox.Tally(0, 0, 0, null));
    }

    @Test
    void values_that_may_be_secret_stay_here() {
        begin(listener);

        Notice.Move move =
                Notices.move(
                        step("/data/application.yml", "\"password: hunter2\"", "\"password: x\""));
        Notice.Move image =
                Notices.move(step("/spec/template/spec/containers/0/image", "\"a:1\"", "\"a:2\""));

        assertThat(move.changes()).containsExactly("/data/application.yml: changed");
        assertThat(image.changes())
                .containsExactly("/spec/template/spec/containers/0/image: \"a:1\" → \"a:2\"");
    }

    private static io.sreagent.contract.plan.Step step(String path, String before, String after) {
        Plan plan = plan("PLAN-9", "INC-9", Category.REMEDIATION);
        var like = plan.steps().getFirst();
        var preview =
                new io.sreagent.contract.act.Preview(
                        like.preview().target(),
                        List.of(new io.sreagent.contract.act.FieldChange(path, before, after)),
                        "",
                        List.of(),
                        "back");
        return new io.sreagent.contract.plan.Step(
                like.key(),
                like.name(),
                like.intent(),
                like.category(),
                preview,
                false,
                like.timeout(),
                true);
    }

    private void begin(Notifier notifier) {
        Notices notices =
                new Notices(plans, new Address(Optional.of("https://sre.example/"), "x", 1));
        new Announcer(incidents, outbox, notices, List.of(notifier)).begin();
    }

    private Incident diagnosing() {
        return move(move(opened(), IncidentState.GATHERING_INFO), IncidentState.DIAGNOSING);
    }

    private Incident move(Incident incident, IncidentState to) {
        return database.transaction(
                "move", tx -> incidents.change(tx, incident, in(incident, to), line("state")));
    }

    private Incident ask(Incident incident, PlanState state, IncidentState to) {
        Plan plan = plan("PLAN-1", incident.id(), Category.REMEDIATION);
        return database.transaction(
                "ask",
                tx -> {
                    plans.offer(
                            tx,
                            plan,
                            verdict(plan),
                            state,
                            TimelineEvent.SELF,
                            clock.instant(),
                            clock.instant().plus(VALID));
                    return incidents.change(tx, incident, in(incident, to), line("state"));
                });
    }
}
