package io.sreagent.analysis.cause;

import static io.sreagent.analysis.cause.Sketch.place;
import static io.sreagent.analysis.cause.Sketch.seenBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.FaultKind;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is behind the trouble of whom: callers, queues, caches, nodes, connections. */
class SceneTest {

    @Test
    void a_caller_whose_calls_to_several_fail_while_all_else_is_well_fails_alone() {
        Scene scene = twoCallsFail().scene();

        assertThat(scene.travel().failsAlone(place(scene, "web"))).isTrue();
        assertThat(scene.travel().explanation(place(scene, "web"))).isEmpty();
    }

    @Test
    void a_caller_whose_calls_to_one_fail_does_not_fail_alone() {
        Scene scene =
                new Sketch()
                        .calls("web", "payments", "cart")
                        .ratio(seenBy("dependency_error_ratio", "web"), "payments", 0, 0.5)
                        .ratio(seenBy("dependency_error_ratio", "web"), "cart", 0, 0)
                        .ratio("error_ratio", "web", 0, 0.5)
                        .scene();

        assertThat(scene.travel().failsAlone(place(scene, "web"))).isFalse();
    }

    @Test
    void nor_does_one_whose_callee_fails_others_or_itself() {
        Scene others =
                twoCallsFail()
                        .calls("admin", "cart")
                        .ratio(seenBy("dependency_error_ratio", "admin"), "cart", 0, 0.5)
                        .scene();
        Scene itself = twoCallsFail().ratio("error_ratio", "cart", 0, 0.5).scene();

        assertThat(others.travel().failsAlone(place(others, "web"))).isFalse();
        assertThat(itself.travel().failsAlone(place(itself, "web"))).isFalse();
    }

    @Test
    void what_a_caller_sees_is_told_by_the_metric_and_not_by_the_callers_name() {
        Scene scene =
                new Sketch()
                        .calls("request-router", "payments", "cart")
                        .ratio(
                                seenBy("dependency_error_ratio", "request-router"),
                                "payments",
                                0,
                                0.5)
                        .ratio(seenBy("dependency_error_ratio", "request-router"), "cart", 0, 0.5)
                        .scene();

        assertThat(scene.travel().failsAlone(place(scene, "request-router"))).isTrue();
    }

    @Test
    void a_queue_grows_because_of_the_consumer_that_no_longer_keeps_up() {
        Scene scene = slowConsumer().scene();
        Place worker = place(scene, "worker");

        assertThat(scene.shared().culpritOf(place(scene, "jobs"))).containsSame(worker);
        assertThat(scene.shared().lagsBehind(worker)).isTrue();
        assertThat(scene.shared().lagsBehind(place(scene, "web"))).isFalse();
        assertThat(best(scene)).isEqualTo(new Candidate(Sketch.at("worker"), FaultKind.QUEUE));
    }

    @Test
    void who_puts_more_into_a_queue_is_no_slow_consumer_of_it() {
        Scene scene =
                slowConsumer()
                        .series(
                                seenBy("dependency_request_rate", "worker"),
                                "jobs",
                                Unit.PER_SECOND,
                                Hurts.NEITHER,
                                10,
                                40)
                        .scene();

        assertThat(scene.shared().culpritOf(place(scene, "jobs"))).isEmpty();
    }

    @Test
    void a_queue_that_does_not_grow_has_no_culprit() {
        Scene scene =
                new Sketch()
                        .calls("worker", "jobs")
                        .waiting("jobs", 10, 10)
                        .ratio("cpu_utilisation", "worker", 0.3, 0.99)
                        .scene();

        assertThat(scene.shared().culpritOf(place(scene, "jobs"))).isEmpty();
    }

    @Test
    void what_a_lost_cache_lets_through_is_no_traffic_of_the_database() {
        Scene scene = lostCache(0.1).scene();

        assertThat(scene.travel().loadFollowsCaller(place(scene, "catalog-db"))).isTrue();
        assertThat(best(scene)).isEqualTo(new Candidate(Sketch.at("redis"), FaultKind.CACHE));
    }

    @Test
    void while_the_cache_holds_the_databases_load_comes_from_elsewhere() {
        Scene scene = lostCache(0.9).scene();

        assertThat(scene.travel().loadFollowsCaller(place(scene, "catalog-db"))).isFalse();
        assertThat(strength(scene, "redis", FaultKind.CACHE)).isZero();
    }

    @Test
    void the_hog_of_a_node_is_behind_its_trouble_and_the_node_is_no_excuse_for_it() {
        Scene scene = fullNode(10).scene();
        Place hog = place(scene, "batch");

        assertThat(scene.shared().culpritOf(place(scene, "node-1"))).containsSame(hog);
        assertThat(scene.shared().isHog(hog)).isTrue();
        assertThat(scene.travel().explanation(hog)).isEmpty();
        assertThat(scene.travel().explanation(place(scene, "web")))
                .containsSame(place(scene, "node-1"));
        assertThat(best(scene)).isEqualTo(new Candidate(Sketch.at("batch"), FaultKind.NEIGHBOUR));
    }

    @Test
    void who_has_more_to_do_is_no_hog() {
        Scene scene = fullNode(100).scene();

        assertThat(scene.shared().culpritOf(place(scene, "node-1"))).isEmpty();
    }

    @Test
    void a_service_on_another_node_is_not_explained_by_this_one() {
        Scene scene =
                fullNode(10)
                        .calls("cart", "node-2")
                        .ratio("cpu_utilisation", "node-2", 0.4, 0.4)
                        .seconds("latency_p99", "cart", 0.1, 1)
                        .scene();

        assertThat(scene.travel().explanation(place(scene, "cart"))).isEmpty();
    }

    @Test
    void connections_held_while_waiting_for_a_callee_are_no_shortage() {
        Scene waits =
                fullPool()
                        .seconds(seenBy("dependency_latency_p99", "web"), "payments", 0.05, 2)
                        .scene();
        Scene works = fullPool().scene();

        assertThat(strength(works, "web", FaultKind.POOL)).isGreaterThan(0.5);
        assertThat(strength(waits, "web", FaultKind.POOL)).isZero();
        assertThat(place(works, "web").shortage()).isGreaterThan(0.5);
        assertThat(place(waits, "web").shortage()).isZero();
    }

    private static Sketch twoCallsFail() {
        return new Sketch()
                .calls("web", "payments", "cart")
                .ratio(seenBy("dependency_error_ratio", "web"), "payments", 0, 0.5)
                .ratio(seenBy("dependency_error_ratio", "web"), "cart", 0, 0.5)
                .ratio("error_ratio", "web", 0, 0.5);
    }

    private static Sketch slowConsumer() {
        return new Sketch()
                .calls("web", "jobs")
                .calls("worker", "jobs")
                .load("web", 50, 50)
                .waiting("jobs", 10, 5000)
                .ratio("cpu_utilisation", "worker", 0.4, 0.99)
                .load("worker", 50, 30);
    }

    private static Sketch lostCache(double hits) {
        return new Sketch()
                .calls("catalog", "redis", "catalog-db")
                .load("catalog", 100, 100)
                .load("redis", 100, 100)
                .series("cache_hit_ratio", "redis", Unit.RATIO, Hurts.DOWN, 0.9, hits)
                .load("catalog-db", 10, 90)
                .ratio("cpu_utilisation", "catalog-db", 0.3, 0.95)
                .seconds("latency_p99", "catalog-db", 0.02, 0.5)
                .seconds("latency_p99", "catalog", 0.1, 0.6);
    }

    private static Sketch fullNode(double batchLoad) {
        return new Sketch()
                .calls("batch", "node-1")
                .calls("web", "node-1")
                .ratio("cpu_utilisation", "node-1", 0.4, 0.99)
                .ratio("cpu_utilisation", "batch", 0.2, 0.9)
                .load("batch", 10, batchLoad)
                .load("web", 50, 50)
                .seconds("latency_p99", "web", 0.1, 1);
    }

    private static Sketch fullPool() {
        return new Sketch()
                .calls("web", "payments")
                .ratio("db_connections_utilisation", "web", 0.3, 1)
                .seconds("latency_p99", "web", 0.1, 2)
                .load("payments", 50, 50);
    }

    private static Candidate best(Scene scene) {
        return clues(scene).stream()
                .max(Comparator.comparingDouble(Clue::strength))
                .orElseThrow()
                .candidate();
    }

    private static double strength(Scene scene, String place, FaultKind kind) {
        return clues(scene).stream()
                .filter(clue -> clue.candidate().equals(new Candidate(Sketch.at(place), kind)))
                .mapToDouble(Clue::strength)
                .findFirst()
                .orElse(0);
    }

    private static List<Clue> clues(Scene scene) {
        return new SignatureEvidence().examine(scene);
    }
}
