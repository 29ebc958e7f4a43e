package io.sreagent.integrations.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import io.sreagent.simulator.Simulator;
import io.sreagent.simulator.SimulatorOptions;
import io.sreagent.simulator.scenario.ScenarioParser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped catalogue against the simulated shop's Prometheus port. */
class SimulatorTest {
    private static Simulator simulator;
    private static PrometheusMetricSource source;

    @BeforeAll
    static void start() throws Exception {
        simulator =
                Simulator.start(
                        ScenarioParser.parse(
                                "catalogue.yaml",
                                """
                                id: "1"
                                seed: 5
                                history_days: 0
                                duration: 3h
                                load: {base_rps: 100, daily: 0.1, weekly: 0, noise: 0.03}
                                topology: shop
                                truth: {}
                                """),
                        SimulatorOptions.lockstep());
        simulator.advance(Duration.ofMinutes(40));
        source =
                new PrometheusMetricSource(
                        TestSettings.at(simulator.prometheusUrl()), simulator.clock());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static Answer<List<Series>> lastTenMinutes(Indicator indicator) {
        Instant now = simulator.clock().instant();
        return source.range(indicator, now.minusSeconds(600), now, Duration.ofMinutes(1));
    }

    @Test
    void every_indicator_that_is_active_answers_for_named_resources() {
        Answer<List<Indicator>> indicators = source.indicators();
        assertThat(indicators.troubles()).isEmpty();
        List<String> measured = new ArrayList<>();
        for (Indicator indicator : indicators.value()) {
            Answer<List<Series>> answer = lastTenMinutes(indicator);
            assertThat(answer.troubles()).as(indicator.name()).isEmpty();
            assertThat(answer.value())
                    .as(indicator.name())
                    .noneMatch(series -> series.metric().resource().id().equals("-"));
            if (!answer.value().isEmpty()) measured.add(indicator.name());
        }
        assertThat(measured)
                .contains(
                        "request_rate",
                        "error_ratio",
                        "latency_p50",
                        "latency_p95",
                        "latency_p99",
                        "cpu_utilisation",
                        "cpu_throttling",
                        "memory_utilisation",
                        "restarts",
                        "replicas_unavailable",
                        "pods_not_ready",
                        "pods_waiting",
                        "queue_depth",
                        "db_connections_utilisation",
                        "cache_hit_ratio",
                        "volume_utilisation",
                        "network_in",
                        "network_out",
                        "dependency_error_ratio",
                        "dependency_latency",
                        "scrape_up",
                        "node_cpu_utilisation",
                        "node_memory_utilisation",
                        "node_filesystem_utilisation");
    }

    @Test
    void a_workload_is_placed_on_every_node_that_has_a_pod_of_it() {
        Indicator placement =
                source.indicators().value().stream()
                        .filter(indicator -> indicator.name().equals("pods_on_node"))
                        .findFirst()
                        .orElseThrow();

        assertThat(lastTenMinutes(placement).value())
                .map(series -> series.metric().resource())
                .filteredOn(resource -> resource.id().equals("shop/storefront"))
                .extracting(Resource::node)
                .hasSizeGreaterThan(1)
                .doesNotHaveDuplicates();
    }

    @Test
    void requests_memory_and_calls_are_about_the_same_resource() {
        Map<String, String> ids = new TreeMap<>();
        for (Indicator indicator : source.indicators().value()) {
            for (Series series : lastTenMinutes(indicator).value()) {
                if ("payments".equals(series.metric().resource().name())) {
                    ids.put(indicator.name(), series.metric().resource().id());
                }
            }
        }

        assertThat(ids)
                .containsKeys("request_rate", "memory_utilisation", "dependency_latency")
                .allSatisfy((name, id) -> assertThat(id).as(name).isEqualTo("shop/payments"));
    }

    @Test
    void the_query_of_a_series_answers_with_exactly_that_series() {
        Indicator latency =
                source.indicators().value().stream()
                        .filter(indicator -> indicator.name().equals("latency_p99"))
                        .findFirst()
                        .orElseThrow();
        Series one = lastTenMinutes(latency).value().getFirst();

        List<Series> again =
                lastTenMinutes(
                                new Indicator(
                                        latency.name(),
                                        one.metric().query(),
                                        latency.unit(),
                                        latency.hurts(),
                                        latency.scope(),
                                        true,
                                        Double.NaN))
                        .value();

        assertThat(again).hasSize(1);
        assertThat(again.getFirst().values()).isEqualTo(one.values());
        assertThat(again.getFirst().metric().resource()).isEqualTo(one.metric().resource());
    }
}
