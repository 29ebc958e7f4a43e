package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IncidentsTest extends StoreTest {

    @Test
    void what_was_found_is_on_record_by_its_digest() {
        Incident opened = opened();

        database.change(
                "found",
                tx -> incidents.attach(tx, opened.id(), "diagnosis", "{}", clock.instant()));

        AuditRecord found = audit.about(opened.id()).getLast();
        assertThat(found.kind()).isEqualTo("finding.diagnosis");
        assertThat(found.payload()).contains(Sha256.hex("{}"));
    }

    @Test
    void what_was_stored_is_what_is_read() {
        Incident opened = opened();

        assertThat(opened.id()).isEqualTo("INC-1");
        assertThat(incidents.find("INC-1")).contains(opened);
        assertThat(incidents.find("INC-2")).isEmpty();
    }

    @Test
    void ids_count_up_without_gaps_even_after_a_failure() {
        opened();
        assertThatThrownBy(
                        () ->
                                database.change(
                                        "open",
                                        tx -> {
                                            incidents.open(tx, this::fresh, line("opened"));
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");

        assertThat(opened().id()).isEqualTo("INC-2");
    }

    @Test
    void row_line_and_audit_come_together_or_not_at_all() {
        Incident opened = opened();

        assertThatThrownBy(
                        () ->
                                database.change(
                                        "move",
                                        tx -> {
                                            incidents.change(
                                                    tx,
                                                    opened,
                                                    in(opened, IncidentState.GATHERING_INFO),
                                                    line("state"));
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");

        assertThat(incidents.find(opened.id())).contains(opened);
        assertThat(incidents.timeline(opened.id())).hasSize(1);
        assertThat(audit.about(opened.id())).hasSize(1);
        assertThat(passed).containsExactly("open");
    }

    @Test
    void a_move_is_on_the_time_line_and_in_the_audit() {
        Incident opened = opened();

        Incident moved = move(opened, IncidentState.GATHERING_INFO);

        assertThat(moved.version()).isEqualTo(opened.version() + 1);
        assertThat(incidents.find(opened.id())).contains(moved);
        TimelineEvent last = incidents.timeline(opened.id()).getLast();
        assertThat(last.from()).isEqualTo(IncidentState.ALERT_RECEIVED);
        assertThat(last.to()).isEqualTo(IncidentState.GATHERING_INFO);
        assertThat(audit.about(opened.id()).getLast().payload())
                .contains("\"state\":\"GATHERING_INFO\"");
    }

    @Test
    void every_pair_of_states_is_allowed_or_refused_as_the_table_says() {
        for (IncidentState from : IncidentState.values()) {
            for (IncidentState to : IncidentState.values()) {
                Incident current = stored(from);
                boolean allowed = from.next().contains(to) || (from == to && from.isOpen());

                if (allowed) {
                    assertThat(move(current, to).state()).as("%s to %s", from, to).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> move(current, to))
                            .as("%s to %s", from, to)
                            .isInstanceOf(IllegalMove.class)
                            .hasMessageContaining(from.name())
                            .hasMessageContaining(to.name());
                    assertThat(incidents.find(current.id())).contains(current);
                }
            }
        }
    }

    @Test
    void a_write_on_an_older_version_is_refused() {
        Incident opened = opened();
        move(opened, IncidentState.GATHERING_INFO);

        assertThatThrownBy(() -> move(opened, IncidentState.ESCALATED))
                .isInstanceOf(StaleWrite.class)
                .hasMessageContaining("INC-1");
    }

    @Test
    void of_many_moves_at_once_one_wins() throws Exception {
        Incident opened = opened();

        List<Object> results =
                Racing.all(8, racer -> () -> move(opened, IncidentState.GATHERING_INFO));

        assertThat(results.stream().filter(Incident.class::isInstance)).hasSize(1);
        assertThat(results.stream().filter(StaleWrite.class::isInstance)).hasSize(7);
        assertThat(incidents.timeline(opened.id())).hasSize(2);
    }

    @Test
    void incidents_opened_at_once_get_different_ids() throws Exception {
        List<Object> results = Racing.all(8, racer -> this::opened);

        assertThat(results.stream().map(one -> ((Incident) one).id()).sorted())
                .containsExactly(
                        "INC-1", "INC-2", "INC-3", "INC-4", "INC-5", "INC-6", "INC-7", "INC-8");
        assertThat(audit.verify().isIntact()).isTrue();
    }

    @Test
    void lists_by_state_severity_and_page_newest_first() {
        Incident first = opened();
        Incident second = opened();
        Incident third = opened();
        move(second, IncidentState.RESOLVED);

        assertThat(ids(incidents.list(IncidentFilter.ALL, Page.first(2)).items()))
                .containsExactly(third.id(), second.id());
        assertThat(incidents.list(IncidentFilter.ALL, Page.first(2)).total()).isEqualTo(3);
        assertThat(ids(incidents.list(IncidentFilter.OPEN, new Page(1, 10)).items()))
                .containsExactly(first.id());
        assertThat(ids(incidents.openOnes())).containsExactly(first.id(), third.id());
        var critical =
                new IncidentFilter(
                        EnumSet.allOf(IncidentState.class),
                        "shop/checkout",
                        Severity.CRITICAL,
                        Clock.START);
        assertThat(incidents.list(critical, Page.first(10)).items()).isEmpty();
        var later =
                new IncidentFilter(
                        Set.of(IncidentState.ALERT_RECEIVED),
                        "shop/checkout",
                        Severity.HIGH,
                        Clock.START.plusSeconds(1));
        assertThat(incidents.list(later, Page.first(10)).total()).isZero();
    }

    @Test
    void documents_come_back_in_order_and_the_latest_of_a_kind_alone() {
        String id = opened().id();
        database.change(
                "attach",
                tx -> {
                    incidents.attach(tx, id, "anomaly", "{\"n\":1}", clock.instant());
                    incidents.attach(tx, id, "anomaly", "{\"n\":2}", clock.instant());
                    incidents.attach(
                            tx, id, "plan", Json.write(new Words("a", "甲")), clock.instant());
                });

        assertThat(incidents.documents(id))
                .extracting(Document::kind)
                .containsExactly("anomaly", "anomaly", "plan");
        assertThat(incidents.latest(id, "anomaly")).map(Document::json).contains("{\"n\":2}");
        assertThat(incidents.latest(id, "plan").orElseThrow().as(Words.class))
                .isEqualTo(new Words("a", "甲"));
        assertThat(incidents.latest(id, "verdict")).isEmpty();
    }

    @Test
    void a_megabyte_of_finding_is_kept_whole() {
        String id = opened().id();
        String json = "\"" + "界".repeat(1_500_000) + "\"";
        database.change(
                "attach", tx -> incidents.attach(tx, id, "baseline", json, clock.instant()));

        assertThat(incidents.latest(id, "baseline")).map(Document::json).contains(json);
    }

    @Test
    void listeners_hear_of_a_change_once_it_is_committed() {
        List<String> heard = new ArrayList<>();
        try (var subscription = feed.subscribe(heard::add)) {
            Incident opened = opened();
            assertThat(heard).containsExactly(opened.id());

            assertThatThrownBy(() -> move(opened, IncidentState.VERIFYING))
                    .isInstanceOf(IllegalMove.class);
            assertThat(heard).containsExactly(opened.id());
            assertThat(subscription).isNotNull();
        }
        opened();
        assertThat(heard).hasSize(1);
    }

    @Test
    void it_is_all_there_after_closing_and_opening_again() {
        Database.Settings settings = backend.fresh(folder);
        Incident opened;
        try (Database before = new Database(settings, CommitPoints.none())) {
            opened = openIn(before);
        }

        try (Database after = new Database(settings, CommitPoints.none())) {
            assertThat(new Incidents(after, new AuditLog(after, anchor), feed).find(opened.id()))
                    .contains(opened);
        }
    }

    @Test
    void instants_are_kept_to_the_microsecond() {
        clock.pass(Duration.ofNanos(123_456_789));
        Incident opened = opened();

        assertThat(opened.openedAt()).isEqualTo(Clock.START.plusNanos(123_456_000));
        assertThat(incidents.find(opened.id())).contains(opened);
    }

    private Incident openIn(Database store) {
        Incidents there = new Incidents(store, new AuditLog(store, anchor), feed);
        return store.transaction("open", tx -> there.open(tx, this::fresh, line("opened")));
    }

    private Incident stored(IncidentState state) {
        return database.transaction(
                "open", tx -> incidents.open(tx, id -> in(fresh(id), state), line("opened")));
    }

    private Incident move(Incident current, IncidentState to) {
        return database.transaction(
                "move", tx -> incidents.change(tx, current, in(current, to), line("state")));
    }

    private static List<String> ids(List<Incident> of) {
        return of.stream().map(Incident::id).toList();
    }
}
