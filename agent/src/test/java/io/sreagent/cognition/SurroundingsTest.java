package io.sreagent.cognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.cause.Case;
import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.cause.DependencyGraph.Edge;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Hypothesis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is kept to draw beside a diagnosis. */
class SurroundingsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Resource DB = Resource.service("shop", "db");
    private static final Resource CART = Resource.service("shop", "cart");

    private final List<Series> metrics = new ArrayList<>();

    @Test
    void calls_of_the_way_and_of_its_neighbours_are_kept_and_those_further_off_are_not() {
        Surroundings around =
                Surroundings.of(
                        facts(
                                edge("cart", "db"),
                                edge("front", "cart"),
                                edge("mobile", "front"),
                                new Edge(DB, Resource.node("one"), 1, "placement")),
                        diagnosis());

        assertThat(around.calls())
                .extracting(call -> call.caller() + " > " + call.callee())
                .containsExactly("shop/cart > shop/db", "shop/front > shop/cart");
    }

    @Test
    void of_each_place_one_series_a_metric_is_compared_and_none_that_one_caller_sees() {
        series("cpu_usage", new Resource(null, "shop", "db", "db-1", null, "db"), 1);
        series("cpu_usage", new Resource(null, "shop", "db", "db-2", null, "db"), 2);
        series("dependency_latency{caller=\"shop/cart\"}", DB, 3);
        series("latency_p95", CART, 1);
        series("latency_p95", Resource.service("shop", "stranger"), 1);

        Surroundings around = Surroundings.of(facts(), diagnosis());

        assertThat(around.metrics())
                .containsExactly(metrics.get(0).metric().id(), metrics.get(3).metric().id());
        assertThat(around.correlations()).hasSize(1);
        assertThat(around.correlations().getFirst().r()).isGreaterThan(0.99);
    }

    private void series(String name, Resource of, long seed) {
        Random random = new Random(seed);
        double[] values = random.doubles(60).toArray();
        metrics.add(
                new Series(
                        new Metric(name, of, Unit.NONE, Hurts.UP, name),
                        NOON,
                        Duration.ofMinutes(1),
                        values));
    }

    private Facts facts(Edge... edges) {
        return new Facts(
                new Case(
                        Optional.of(NOON),
                        NOON,
                        metrics,
                        List.of(),
                        new DependencyGraph(List.of(edges)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                List.of());
    }

    private static Edge edge(String caller, String callee) {
        return new Edge(
                Resource.service("shop", caller), Resource.service("shop", callee), 0.9, "metrics");
    }

    private static Diagnosis diagnosis() {
        Hypothesis db =
                new Hypothesis(new Candidate(DB, FaultKind.CPU), 0.9, List.of(DB, CART), List.of());
        return new Diagnosis(NOON, List.of(db), false, List.of());
    }
}
