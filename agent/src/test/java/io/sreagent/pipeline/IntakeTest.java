package io.sreagent.pipeline;

import static io.sreagent.pipeline.LoopRig.CART;
import static io.sreagent.pipeline.LoopRig.CHECKOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.source.Indicator;
import io.sreagent.perception.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which anomalies open an incident, which join one, and which are left alone. */
@SuppressWarnings("NullAway.Init")
class IntakeTest {
    private static final Indicator SCRAPES =
            new Indicator(
                    "scrape_up",
                    "up",
                    Unit.RATIO,
                    Hurts.DOWN,
                    Indicator.Scope.SERVICE,
                    true,
                    Double.NaN);
    private static final Resource NODE = Resource.node("node-1");
    private static final Resource POD = Resource.pod("shop", "checkout", "checkout-1");
    private static final DependencyGraph CALLS = calls(CHECKOUT, CART);

    @TempDir Path folder;

    private LoopRig rig;

    @BeforeEach
    void nothingIsOpen() {
        rig = new LoopRig(folder);
    }

    @Test
    void what_users_feel_opens_an_incident_that_goes_on_at_once() {
        sees(DependencyGraph.EMPTY, rig.anomaly(ShopMetrics.LATENCY, CHECKOUT));

        Incident incident = only();
        assertThat(incident.kind()).isEqualTo(Incident.Kind.DETECTED);
        assertThat(incident.resource()).isEqualTo(CHECKOUT);
        assertThat(incident.title().en())
                .isEqualTo("latency_p99 of shop/checkout is not as expected");
        assertThat(metricsOf(incident)).containsExactly("latency_p99 shop/checkout");
        assertThat(rig.store.jobs.dueAt(Life.ADVANCE, incident.id()))
                .hasValue(rig.store.clock.instant());
    }

    @Test
    void what_users_do_not_feel_opens_nothing() {
        sees(DependencyGraph.EMPTY, rig.anomaly(ShopMetrics.MEMORY, POD));

        assertThat(rig.store.incidents.openOnes()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a trend that has left its band by less than half its width, TREND, 0.16, 0.18, 0.20, 0.205, 0.25",
        "a shift that is back in its band by now, LEVEL_SHIFT, 0.16, 0.18, 0.20, 0.195, 0.25",
        "a shift to the edge of a wide band, LEVEL_SHIFT, 0.1, 0.18, 0.26, 0.275, 0.285",
        "a time less than a third longer than usual, LEVEL_SHIFT, 0.178, 0.18, 0.182, 0.22, 0.245",
        "a time less than 20 ms longer than usual, LEVEL_SHIFT, 0.008, 0.01, 0.012, 0.028, 0.035"
    })
    void opens_nothing(
            String what,
            AnomalyKind kind,
            double lower,
            double expected,
            double upper,
            double calm,
            double troubled) {
        Band band = new Band(lower, expected, upper);

        sees(DependencyGraph.EMPTY, at(kind, calm, band));
        assertThat(rig.store.incidents.openOnes()).as(what).isEmpty();

        sees(DependencyGraph.EMPTY, at(kind, troubled, band));
        assertThat(rig.store.incidents.openOnes()).as("what is well out does").hasSize(1);
    }

    /** With a calm noise of 5 ms, four of which make an ordinary band. */
    private Anomaly at(AnomalyKind kind, double value, Band band) {
        Anomaly of = rig.anomaly(ShopMetrics.LATENCY, CHECKOUT);
        return new Anomaly(
                of.metric(),
                kind,
                of.onset(),
                of.seen(),
                value,
                band,
                of.score(),
                of.pValue(),
                (value - band.expected()) / 0.005,
                of.detectors(),
                of.reason());
    }

    @Test
    void what_does_no_harm_opens_nothing() {
        Anomaly faster =
                with(rig.anomaly(ShopMetrics.LATENCY, CHECKOUT), -12, AnomalyKind.LEVEL_SHIFT);

        sees(DependencyGraph.EMPTY, faster);

        assertThat(rig.store.incidents.openOnes()).isEmpty();
    }

    @Test
    void an_anomaly_of_a_neighbour_in_the_call_graph_joins_the_open_incident() {
        sees(CALLS, rig.anomaly(ShopMetrics.LATENCY, CHECKOUT));
        sees(CALLS, rig.anomaly(ShopMetrics.LATENCY, CART));

        assertThat(metricsOf(only()))
                .containsExactly("latency_p99 shop/checkout", "latency_p99 shop/cart");
        assertThat(rig.lastTold(only())).isEqualTo("latency_p99 of shop/cart rose");
    }

    @Test
    void what_users_do_not_feel_joins_as_evidence() {
        sees(
                DependencyGraph.EMPTY,
                rig.anomaly(ShopMetrics.LATENCY, CHECKOUT),
                rig.anomaly(ShopMetrics.MEMORY, POD));

        assertThat(metricsOf(only()))
                .containsExactly(
                        "latency_p99 shop/checkout", "memory_utilisation shop/checkout/checkout-1");
    }

    @Test
    void two_services_that_have_nothing_to_do_with_one_another_are_two_incidents() {
        sees(
                DependencyGraph.EMPTY,
                rig.anomaly(ShopMetrics.LATENCY, CHECKOUT),
                rig.anomaly(ShopMetrics.LATENCY, CART));

        assertThat(rig.store.incidents.openOnes()).hasSize(2);
    }

    @Test
    void an_anomaly_that_lasts_is_taken_once() {
        Anomaly anomaly = rig.anomaly(ShopMetrics.LATENCY, CHECKOUT);
        for (int tick = 0; tick < 3; tick++) {
            sees(CALLS, anomaly);
            rig.store.clock.pass(Duration.ofMinutes(1));
        }

        assertThat(metricsOf(only())).hasSize(1);
    }

    @Test
    void what_was_there_before_an_incident_ended_belongs_to_it() {
        Anomaly anomaly = rig.anomaly(ShopMetrics.LATENCY, CHECKOUT);
        sees(CALLS, anomaly);
        rig.store.clock.pass(Duration.ofMinutes(5));
        resolve(only());

        sees(CALLS, anomaly);

        assertThat(rig.store.incidents.openOnes()).isEmpty();
    }

    @Test
    void so_it_does_when_the_incident_took_longer_than_a_day() {
        Anomaly anomaly = rig.anomaly(ShopMetrics.LATENCY, CHECKOUT);
        sees(CALLS, anomaly);
        rig.store.clock.pass(Duration.ofHours(30));
        resolve(only());
        rig.store.clock.pass(Duration.ofMinutes(1));

        sees(CALLS, anomaly);

        assertThat(rig.store.incidents.openOnes()).isEmpty();
    }

    @Test
    void what_begins_anew_within_a_day_is_a_recurrence() {
        sees(CALLS, rig.anomaly(ShopMetrics.LATENCY, CHECKOUT));
        Incident first = only();
        resolve(first);
        rig.store.clock.pass(Duration.ofHours(2));

        sees(CALLS, rig.anomaly(ShopMetrics.LATENCY, CHECKOUT));

        assertThat(only().recurrenceOf()).isEqualTo(first.id());
    }

    @Test
    void what_begins_anew_after_a_day_is_none() {
        sees(CALLS, rig.anomaly(ShopMetrics.LATENCY, CHECKOUT));
        resolve(only());
        rig.store.clock.pass(Duration.ofHours(25));

        sees(CALLS, rig.anomaly(ShopMetrics.LATENCY, CHECKOUT));

        assertThat(only().recurrenceOf()).isNull();
    }

    @Test
    void what_is_on_the_way_to_its_limit_opens_an_incident_before_anyone_feels_it() {
        rig.metrics.has(ShopMetrics.MEMORY, POD, 0.4);
        Instant now = rig.store.clock.instant();
        for (int minute = 120; minute >= 0; minute--)
            rig.metrics.become(
                    ShopMetrics.MEMORY,
                    POD,
                    now.minusSeconds(60L * minute),
                    0.4 + 0.004 * (120 - minute));

        sees(DependencyGraph.EMPTY, rig.anomaly(ShopMetrics.MEMORY, POD));

        assertThat(only().kind()).isEqualTo(Incident.Kind.PREDICTED);
        assertThat(only().title().en())
                .isEqualTo("memory_utilisation of shop/checkout is heading for its limit");
    }

    @Test
    void a_hosts_own_trouble_is_an_incident_of_its_own() {
        DependencyGraph placed = calls(CHECKOUT, NODE);
        sees(placed, rig.anomaly(ShopMetrics.LATENCY, CHECKOUT));

        sees(placed, rig.anomaly(ShopMetrics.DISK, NODE));

        assertThat(rig.store.incidents.openOnes())
                .extracting(Incident::resource)
                .containsExactly(CHECKOUT, NODE);
    }

    @Test
    void what_is_missing_while_targets_do_not_answer_is_part_of_that_one_trouble() {
        Anomaly down = rig.anomaly(SCRAPES, Resource.service("monitoring", "machines"));
        Anomaly hurting = with(down, -12, AnomalyKind.LEVEL_SHIFT);
        Anomaly missing = rig.anomaly(ShopMetrics.LATENCY, CHECKOUT, AnomalyKind.ABSENCE);

        seesUnscraped(missing);
        assertThat(rig.store.incidents.openOnes()).isEmpty();

        seesUnscraped(missing, hurting);
        assertThat(metricsOf(only()))
                .containsExactly("scrape_up monitoring/machines", "latency_p99 shop/checkout");
    }

    private void sees(DependencyGraph graph, Anomaly... anomalies) {
        take(graph, false, anomalies);
    }

    private void seesUnscraped(Anomaly... anomalies) {
        take(DependencyGraph.EMPTY, true, anomalies);
    }

    private void take(DependencyGraph graph, boolean scrapesFail, Anomaly... anomalies) {
        Instant now = rig.store.clock.instant();
        Map<String, Indicator> indicators =
                Stream.of(ShopMetrics.LATENCY, ShopMetrics.MEMORY, ShopMetrics.DISK, SCRAPES)
                        .collect(Collectors.toMap(Indicator::name, Function.identity()));
        Sighting sighting =
                new Sighting(now, List.of(anomalies), indicators, 9, scrapesFail, List.of());
        rig.intake.take(sighting, graph, now);
    }

    private Incident only() {
        List<Incident> open = rig.store.incidents.openOnes();
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    private List<String> metricsOf(Incident incident) {
        return Trigger.anomalies(rig.store.incidents, incident.id()).stream()
                .map(anomaly -> anomaly.metric().id())
                .toList();
    }

    private void resolve(Incident incident) {
        rig.life.resolve(
                rig.store.now(incident),
                Incident.Resolution.SELF_RECOVERED,
                "test",
                new Words("over", "结束"),
                Life.Besides.NOTHING);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.RESOLVED);
    }

    private static Anomaly with(Anomaly of, double effect, AnomalyKind kind) {
        return new Anomaly(
                of.metric(),
                kind,
                of.onset(),
                of.seen(),
                of.value(),
                of.expected(),
                of.score(),
                of.pValue(),
                effect,
                of.detectors(),
                of.reason());
    }

    private static DependencyGraph calls(Resource caller, Resource callee) {
        return new DependencyGraph(List.of(new DependencyGraph.Edge(caller, callee, 1, "test")));
    }
}
