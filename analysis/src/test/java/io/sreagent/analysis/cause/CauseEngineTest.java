package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Hypothesis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CauseEngineTest {
    private final CauseEngine engine = CauseEngine.standard();

    /** Errors and latency of a service as its callers feel them. */
    private static Shop hurts(Shop shop, String name, double late, double errors, double seconds) {
        return shop.movesLate("error_ratio", Shop.at(name), late, t -> errors)
                .movesLate("latency_p50", Shop.at(name), late, t -> seconds / 4)
                .movesLate("latency_p99", Shop.at(name), late, t -> seconds);
    }

    private static Shop leak(Shop shop) {
        shop.moves("memory_utilisation", Shop.pod("checkout"), t -> Math.min(0.5, 0.06 * t));
        hurts(shop, "checkout", 4, 0.05, 0.3);
        hurts(shop, "frontend", 4, 0.02, 0.2);
        return shop.change("checkout", Change.Kind.DEPLOY, 5, "image checkout:v1 → checkout:v2");
    }

    private static Shop surge(Shop shop) {
        for (String name : Shop.SERVICES) {
            shop.moves("request_rate", Shop.at(name), t -> 200);
            shop.moves("cpu_utilisation", Shop.pod(name), t -> 0.35);
            shop.moves("latency_p99", Shop.at(name), t -> 0.15);
        }
        return shop;
    }

    private static Shop badImage(Shop shop) {
        shop.change("cart", Change.Kind.DEPLOY, 1, "image cart:v7 → cart:v8-typo");
        shop.event("cart", "Failed", "Failed to pull image \"cart:v8-typo\": not found");
        shop.event("cart", "BackOff", "Back-off pulling image \"cart:v8-typo\"");
        return shop.moves("replicas_unavailable", Shop.at("cart"), t -> 1);
    }

    private static Shop badConfig(Shop shop) {
        shop.change("payment", Change.Kind.CONFIG, 1, "ConfigMap payment: GATEWAY_URL changed");
        hurts(shop, "payment", 0.5, 0.4, 0.02);
        hurts(shop, "checkout", 0.5, 0.35, 0.02);
        return hurts(shop, "frontend", 0.5, 0.1, 0.01);
    }

    private static Shop badRelease(Shop shop) {
        shop.change("catalog", Change.Kind.DEPLOY, 1, "image catalog:v3 → catalog:v4");
        hurts(shop, "catalog", 0.5, 0.2, 0.3);
        return hurts(shop, "frontend", 0.5, 0.1, 0.2);
    }

    private static Shop dependencyDown(Shop shop) {
        shop.moves("replicas_unavailable", Shop.at("payment"), t -> 2);
        shop.moves("request_rate", Shop.at("payment"), t -> -115);
        shop.moves("error_ratio", Shop.at("payment"), t -> 1);
        hurts(shop, "checkout", 0, 0.9, 0.1);
        return hurts(shop, "frontend", 0, 0.3, 0.1);
    }

    private static Shop slowDatabase(Shop shop) {
        shop.moves("cpu_utilisation", Shop.pod("orders-db"), t -> 0.3);
        hurts(shop, "orders-db", 0, 0, 0.9);
        hurts(shop, "checkout", 0.5, 0.02, 0.9);
        return hurts(shop, "frontend", 0.5, 0.01, 0.5);
    }

    private static Shop neighbour(Shop shop) {
        // redis, checkout, catalog-db and frontend share node-1 or node-2 by their place in the
        // list.
        shop.moves("cpu_utilisation", Shop.pod("redis"), t -> 0.6);
        shop.moves("cpu_utilisation", Shop.node("node-1"), t -> 0.55);
        for (String victim : List.of("catalog-db", "payment")) {
            shop.movesLate("cpu_throttling", Shop.pod(victim), 0.5, t -> 0.2);
            shop.movesLate("latency_p99", Shop.at(victim), 0.5, t -> 0.15);
        }
        return shop;
    }

    private static Shop pool(Shop shop) {
        shop.moves("db_connections_utilisation", Shop.at("checkout"), t -> 0.69);
        shop.log(
                "checkout",
                LogLine.Severity.ERROR,
                "Connection is not available, request timed out after 30000ms",
                20);
        hurts(shop, "checkout", 0.5, 0.3, 0.4);
        return hurts(shop, "frontend", 0.5, 0.1, 0.2);
    }

    private static Shop certificate(Shop shop) {
        shop.log(
                "payment",
                LogLine.Severity.ERROR,
                "tls: failed to verify certificate: x509: certificate has expired",
                30);
        hurts(shop, "payment", 0, 0.9, 0);
        hurts(shop, "checkout", 0, 0.8, 0);
        return hurts(shop, "frontend", 0, 0.2, 0);
    }

    private void expect(String service, FaultKind kind, UnaryOperator<Shop> fault) {
        for (long seed = 1; seed <= 5; seed++) {
            Diagnosis diagnosis = engine.diagnose(fault.apply(new Shop(seed)).facts());
            Hypothesis best = diagnosis.best().orElseThrow();
            assertThat(best.candidate().id())
                    .as(() -> explain(diagnosis))
                    .isEqualTo("shop/" + service + " " + kind.code());
            assertThat(diagnosis.abstained()).as(() -> explain(diagnosis)).isFalse();
        }
    }

    private static String explain(Diagnosis diagnosis) {
        StringBuilder text = new StringBuilder();
        for (Hypothesis each : diagnosis.hypotheses().stream().limit(4).toList()) {
            text.append("%n%s %.3f".formatted(each.candidate().id(), each.confidence()));
            for (Evidence evidence : each.evidence())
                text.append(
                        "%n    %+.2f %s: %s"
                                .formatted(
                                        evidence.logOdds(),
                                        evidence.kind(),
                                        evidence.words().en()));
        }
        return text.toString();
    }

    @Test
    void leak_after_a_deploy_is_a_memory_fault_of_that_service() {
        expect("checkout", FaultKind.MEMORY, CauseEngineTest::leak);
    }

    @Test
    void surge_of_requests_is_traffic_at_the_entry() {
        expect("frontend", FaultKind.TRAFFIC, CauseEngineTest::surge);
    }

    @Test
    void image_that_cannot_be_pulled_is_an_image_fault() {
        expect("cart", FaultKind.IMAGE, CauseEngineTest::badImage);
    }

    @Test
    void errors_after_a_changed_config_map_are_a_config_fault() {
        expect("payment", FaultKind.CONFIG, CauseEngineTest::badConfig);
    }

    @Test
    void errors_after_a_deploy_without_a_shortage_are_a_release_fault() {
        expect("catalog", FaultKind.RELEASE, CauseEngineTest::badRelease);
    }

    @Test
    void callee_that_went_down_without_a_change_is_a_dependency_fault() {
        expect("payment", FaultKind.DEPENDENCY, CauseEngineTest::dependencyDown);
    }

    @Test
    void database_that_slowed_down_is_a_database_fault() {
        expect("orders-db", FaultKind.DATABASE, CauseEngineTest::slowDatabase);
    }

    @Test
    void hog_whose_node_neighbours_suffer_is_a_noisy_neighbour() {
        expect("redis", FaultKind.NEIGHBOUR, CauseEngineTest::neighbour);
    }

    @Test
    void waiting_on_a_node_whose_processors_nobody_seen_took_is_a_noisy_neighbour_too() {
        expect(
                "payment",
                FaultKind.NEIGHBOUR,
                shop -> {
                    shop.moves("cpu_utilisation", Shop.node("node-1"), t -> 0.6);
                    hurts(shop, "payment", 0, 0.2, 0.6);
                    hurts(shop, "checkout", 0, 0.1, 0.3);
                    return shop.alarm("latency_p99", "payment");
                });
    }

    @Test
    void full_connection_pool_is_a_pool_fault() {
        expect("checkout", FaultKind.POOL, CauseEngineTest::pool);
    }

    @Test
    void expired_certificate_is_named_by_the_log() {
        expect("payment", FaultKind.CERTIFICATE, CauseEngineTest::certificate);
    }

    @Test
    void deploy_of_a_service_that_shows_nothing_is_innocent() {
        expect(
                "orders-db",
                FaultKind.DATABASE,
                shop ->
                        slowDatabase(shop)
                                .change("catalog", Change.Kind.DEPLOY, 1, "image catalog:v3 → v4"));
    }

    @Test
    void counter_evidence_names_the_innocent_deploy() {
        Shop shop =
                slowDatabase(new Shop(1))
                        .change("catalog", Change.Kind.DEPLOY, 1, "image catalog:v3 → v4");

        List<Clue> clues = new RecentChangeEvidence().examine(shop.facts());

        assertThat(clues)
                .singleElement()
                .satisfies(clue -> assertThat(clue.strength()).isNegative());
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 0, 60})
    void cause_stays_first_when_the_onset_is_told_a_minute_early_or_late(int seconds) {
        Instant told = Shop.ONSET.plusSeconds(seconds);
        expect("orders-db", FaultKind.DATABASE, shop -> slowDatabase(shop).told(told));
        expect("payment", FaultKind.DEPENDENCY, shop -> dependencyDown(shop).told(told));
    }

    @Test
    void onset_that_nobody_told_is_found_to_the_minute() {
        Diagnosis diagnosis = engine.diagnose(dependencyDown(new Shop(3)).untold().facts());

        assertThat(Duration.between(Shop.ONSET, diagnosis.onset()).abs())
                .isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(diagnosis.best().orElseThrow().candidate().id())
                .isEqualTo("shop/payment dependency");
    }

    @Test
    void path_leads_from_the_cause_through_its_callers() {
        Diagnosis diagnosis = engine.diagnose(slowDatabase(new Shop(1)).facts());

        assertThat(diagnosis.best().orElseThrow().path())
                .extracting(Resource::name)
                .containsExactly("orders-db", "checkout", "frontend");
    }

    @Test
    void every_step_of_the_path_says_who_calls_whom_and_shows_it_with_numbers_and_a_query() {
        Hypothesis best = engine.diagnose(slowDatabase(new Shop(1)).facts()).best().orElseThrow();

        assertThat(best.hops()).hasSize(2);
        assertThat(best.hops())
                .extracting(hop -> hop.from().name() + " > " + hop.to().name())
                .containsExactly("orders-db > checkout", "checkout > frontend");
        assertThat(best.hops().getFirst().words().en())
                .startsWith("checkout calls orders-db: ")
                .contains(" of checkout went ")
                .contains("→");
        assertThat(best.hops()).allSatisfy(hop -> assertThat(hop.query()).isNotBlank());
    }

    @Test
    void abstains_when_nothing_is_wrong() {
        for (long seed = 1; seed <= 20; seed++) {
            Diagnosis told = engine.diagnose(new Shop(seed).facts());
            Diagnosis untold = engine.diagnose(new Shop(seed).untold().facts());

            assertThat(told.abstained()).as(explain(told)).isTrue();
            assertThat(untold.abstained()).as(explain(untold)).isTrue();
            assertThat(told.lookNext()).isNotEmpty();
        }
    }

    @Test
    void abstains_when_only_an_innocent_deploy_happened() {
        Shop shop = new Shop(4).change("cart", Change.Kind.DEPLOY, 2, "image cart:v1 → cart:v2");

        assertThat(engine.diagnose(shop.facts()).abstained()).isTrue();
    }

    @Test
    void case_without_any_fact_is_a_diagnosis_that_abstains() {
        Case nothing =
                new Case(
                        Optional.empty(),
                        Shop.UNTIL,
                        List.of(),
                        List.of(),
                        DependencyGraph.EMPTY,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());

        Diagnosis diagnosis = engine.diagnose(nothing);

        assertThat(diagnosis.abstained()).isTrue();
        assertThat(diagnosis.hypotheses()).isEmpty();
        assertThat(diagnosis.lookNext()).isNotEmpty();
    }

    @Test
    void confidences_leave_room_for_none_of_these() {
        Diagnosis diagnosis = engine.diagnose(badRelease(new Shop(2)).facts());

        double sum = diagnosis.hypotheses().stream().mapToDouble(Hypothesis::confidence).sum();

        assertThat(sum).isLessThan(1);
    }
}
