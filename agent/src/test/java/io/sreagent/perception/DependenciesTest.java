package io.sreagent.perception;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.cause.DependencyGraph.Edge;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.DependencySource;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who calls whom and who runs where, and how long that is remembered. */
class DependenciesTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Calls calls = new Calls();
    private final Written written = new Written();
    private final Dependencies dependencies = new Dependencies(List.of(calls), List.of(written));

    @Test
    void a_call_is_an_edge_from_the_caller_that_tells_it_to_its_callee() {
        calls.calls("shop/web", "cart");

        assertThat(edges(NOON)).containsExactly("shop/web > shop/cart");
    }

    @Test
    void what_calls_itself_is_no_dependency() {
        calls.calls("shop/cart", "cart");

        assertThat(edges(NOON)).isEmpty();
    }

    @Test
    void a_call_without_a_caller_is_nobodys() {
        calls.series.add(series(Calls.EDGE, "dependency_latency", service("cart"), 1));

        assertThat(edges(NOON)).isEmpty();
    }

    @Test
    void a_caller_in_no_namespace_is_known_by_its_name() {
        calls.calls("gateway", "cart");

        assertThat(edges(NOON)).containsExactly("gateway > shop/cart");
    }

    @Test
    void a_callee_that_is_down_keeps_its_place_for_a_day() {
        calls.calls("shop/web", "cart");
        edges(NOON);
        calls.series.clear();

        assertThat(edges(NOON.plus(Duration.ofHours(24)))).hasSize(1);
        assertThat(edges(NOON.plus(Duration.ofHours(25)))).isEmpty();
    }

    @Test
    void a_pod_needs_the_node_it_runs_on() {
        calls.runs("cart", "node-1", 2);

        assertThat(edges(NOON)).containsExactly("shop/cart > node/node-1");
    }

    @Test
    void a_workload_on_two_nodes_needs_both() {
        calls.runs("cart", "node-1", 1);
        calls.runs("cart", "node-2", 1);

        assertThat(edges(NOON))
                .containsExactly("shop/cart > node/node-1", "shop/cart > node/node-2");
    }

    @Test
    void where_something_ran_is_forgotten_once_it_has_moved() {
        calls.runs("cart", "node-1", 1);
        edges(NOON);
        calls.series.clear();
        calls.runs("cart", "node-2", 1);

        assertThat(edges(NOON.plus(Duration.ofMinutes(6))))
                .containsExactly("shop/cart > node/node-2");
    }

    @Test
    void a_placement_without_a_sample_now_is_none() {
        calls.runs("cart", "node-1", Double.NaN);

        assertThat(edges(NOON)).isEmpty();
    }

    @Test
    void sources_are_asked_again_after_five_minutes_only() {
        edges(NOON);
        calls.calls("shop/web", "cart");

        assertThat(edges(NOON.plus(Duration.ofMinutes(5)))).isEmpty();
        assertThat(edges(NOON.plus(Duration.ofMinutes(6)))).hasSize(1);
    }

    @Test
    void a_source_that_does_not_answer_takes_no_call_away() {
        calls.calls("shop/web", "cart");
        edges(NOON);
        calls.deaf = true;

        assertThat(edges(NOON.plus(Duration.ofMinutes(6)))).hasSize(1);
    }

    @Test
    void of_two_sources_that_tell_of_one_call_the_surer_counts_and_both_are_told() {
        calls.calls("shop/web", "cart");
        written.edges = List.of(edge("web", "cart", 1), edge("web", "search", 0.6));

        assertThat(dependencies.graph(NOON).edges())
                .extracting(edge -> edge.callee().id() + " " + edge.source())
                .containsExactly("shop/cart written", "shop/search written");
        assertThat(dependencies.told(NOON))
                .extracting(told -> told.edge().source())
                .containsExactly("metrics", "written", "written");
    }

    @Test
    void a_call_is_as_old_as_its_last_sample() {
        calls.calls("shop/web", "cart");

        Instant later = NOON.plus(Duration.ofHours(3));
        assertThat(dependencies.told(later).getFirst().seen()).isEqualTo(NOON);
    }

    @Test
    void what_a_source_no_longer_writes_down_is_gone_and_what_it_cannot_tell_just_now_is_not() {
        written.edges = List.of(edge("web", "cart", 1));
        edges(NOON);

        written.deaf = true;
        assertThat(edges(NOON.plus(Duration.ofMinutes(6)))).hasSize(1);
        assertThat(dependencies.troubles()).containsExactly("cannot be read");

        written.deaf = false;
        written.edges = List.of();
        assertThat(edges(NOON.plus(Duration.ofMinutes(12)))).isEmpty();
        assertThat(dependencies.troubles()).isEmpty();
    }

    private static Edge edge(String caller, String callee, double confidence) {
        return new Edge(service(caller), service(callee), confidence, "written");
    }

    private List<String> edges(Instant now) {
        return dependencies.graph(now).edges().stream()
                .map(edge -> edge.caller().id() + " > " + edge.callee().id())
                .toList();
    }

    private static Resource service(String name) {
        return Resource.service("shop", name);
    }

    private static Series series(Indicator of, String name, Resource resource, double value) {
        Metric metric = new Metric(name, resource, of.unit(), of.hurts(), of.query());
        return new Series(metric, NOON, Duration.ofMinutes(5), new double[] {value});
    }

    /** Somebody wrote down who calls whom. */
    private static final class Written implements DependencySource {
        List<Edge> edges = List.of();
        boolean deaf;

        @Override
        public String name() {
            return "written";
        }

        @Override
        public Answer<List<Edge>> dependencies() {
            return deaf ? Answer.missing(List.of(), "cannot be read") : Answer.complete(edges);
        }
    }

    /** A source that knows of calls and placements, and of a load that is neither. */
    private static final class Calls implements MetricSource {
        static final Indicator EDGE = indicator("dependency_latency", Indicator.Scope.EDGE);
        static final Indicator PLACEMENT = indicator("pods_on_node", Indicator.Scope.PLACEMENT);
        static final Indicator LOAD = indicator("request_rate", Indicator.Scope.SERVICE);

        final List<Series> series = new ArrayList<>();
        boolean deaf;

        private static Indicator indicator(String name, Indicator.Scope scope) {
            return new Indicator(name, name, Unit.NONE, Hurts.NEITHER, scope, false, Double.NaN);
        }

        void calls(String caller, String callee) {
            String name = Indicator.qualified(EDGE.name(), Map.of("caller", caller));
            series.add(series(EDGE, name, service(callee), 1));
        }

        void runs(String workload, String node, double pods) {
            Resource there = new Resource(null, "shop", workload, null, node, workload);
            series.add(series(PLACEMENT, PLACEMENT.name(), there, pods));
        }

        private static Series series(Indicator of, String name, Resource resource, double value) {
            return DependenciesTest.series(of, name, resource, value);
        }

        @Override
        public String name() {
            return "calls";
        }

        @Override
        public Answer<List<Indicator>> indicators() {
            return Answer.complete(List.of(EDGE, PLACEMENT, LOAD));
        }

        @Override
        public Answer<List<Series>> range(
                Indicator indicator, Instant from, Instant until, Duration step) {
            if (deaf) return Answer.missing(List.of(), "calls does not answer");
            return Answer.complete(
                    series.stream()
                            .filter(
                                    each ->
                                            Indicator.base(each.metric().name())
                                                    .equals(indicator.name()))
                            .toList());
        }
    }
}
