package io.sreagent.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.Plan;
import io.sreagent.incident.StoreTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class ScoreboardTest extends StoreTest {
    private Scoreboard scoreboard;

    @BeforeEach
    void overTheStore() {
        scoreboard = new Scoreboard(database, incidents, clock);
    }

    @Test
    void where_nothing_was_there_to_measure_there_is_no_figure() {
        KeyFigures none = scoreboard.over(30);

        assertThat(none.incidents()).isZero();
        assertThat(none.detectS()).isNull();
        assertThat(none.missed()).isNull();
        assertThat(none.answeredInTime()).isNull();
    }

    @Test
    void what_is_open_and_what_has_ended_lately_counts_and_older_things_do_not() {
        resolve(opened());
        clock.pass(Duration.ofDays(40));
        resolve(opened());
        opened();

        KeyFigures figures = scoreboard.over(30);

        assertThat(figures.incidents()).isEqualTo(2);
        assertThat(figures.open()).isEqualTo(1);
        assertThat(figures.selfRecovered()).isEqualTo(1);
        assertThat(figures.detectS()).isZero();
        assertThat(figures.missed()).isZero();
    }

    @Test
    void the_last_opinion_of_an_incident_is_the_one_that_counts() {
        Incident incident = opened();
        judge(incident, "feedback_good");
        judge(incident, "feedback_bad");
        judge(opened(), "feedback_good");

        assertThat(scoreboard.over(30).foundWrong()).isEqualTo(0.5);
    }

    @Test
    void an_answer_counts_from_the_offer_to_the_first_of_two_people() {
        Plan plan = offered(Category.DESTRUCTIVE);
        clock.pass(Duration.ofMinutes(3));
        approve(plan, "ann");
        clock.pass(Duration.ofMinutes(4));
        approve(plan, "bob");

        KeyFigures figures = scoreboard.over(30);

        assertThat(figures.answerS()).isEqualTo(180);
        assertThat(figures.answeredInTime()).isEqualTo(1);
    }

    private void resolve(Incident incident) {
        database.change(
                "resolve",
                tx ->
                        incidents.change(
                                tx,
                                incident,
                                in(incident, IncidentState.RESOLVED, clock.instant()),
                                line("state")));
    }

    private void judge(Incident incident, String kind) {
        database.change("judge", tx -> incidents.note(tx, incident.id(), line(kind)));
    }

    private void approve(Plan plan, String name) {
        Principal who = new Principal(name, Role.APPROVER, false);
        database.change(
                "approve", tx -> approvals.decide(tx, plan.id(), plan.hash(), true, who, ""));
    }
}
