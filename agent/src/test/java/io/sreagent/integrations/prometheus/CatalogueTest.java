package io.sreagent.integrations.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.yaml.Mistakes;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void the_shipped_one_has_what_others_rely_on() {
        assertThat(Catalogue.shipped().presets().stream().flatMap(p -> p.entries().stream()))
                .extracting(entry -> entry.indicator().name())
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
                        "node_filesystem_utilisation",
                        "node_load",
                        "node_disk_io");
    }

    @Test
    void one_preset_is_like_another_with_words_replaced() throws Exception {
        Catalogue catalogue =
                Catalogue.parse(
                        "c.yaml",
                        """
                        variables: {by: "namespace, pod"}
                        presets:
                          - name: a
                            probe: m
                            indicators:
                              - {name: x, query: 'sum by (${by}) (rate(m[${window}]))', hurts: up, scope: pod}
                          - name: b
                            probe: m
                            like: a
                            replace: {pod: exported_pod, m: n}
                        """);

        assertThat(catalogue.presets().get(1).entries())
                .extracting(Preset.Entry::indicator)
                .extracting(Indicator::query)
                .containsExactly("sum by (namespace, exported_pod) (rate(n[${window}]))");
    }

    @Test
    void mistakes_are_told_with_their_lines() {
        assertThatThrownBy(
                        () ->
                                Catalogue.parse(
                                        "c.yaml",
                                        """
                                        presets:
                                          - name: a
                                            probe: "sum(m)"
                                            like: nowhere
                                          - name: b
                                            probe: m
                                            indicators:
                                              - name: x
                                                query: rate(m[${windw}])
                                                hurts: upward
                                                limit: high
                                        """))
                .isInstanceOf(Mistakes.class)
                .hasMessageContaining("c.yaml:3: presets[0].probe: 'sum(m)'")
                .hasMessageContaining("c.yaml:4: presets[0].like")
                .hasMessageContaining("c.yaml:9: presets[1].indicators[0].query")
                .hasMessageContaining("c.yaml:10: presets[1].indicators[0].hurts")
                .hasMessageContaining("c.yaml:11: presets[1].indicators[0].limit");
    }

    @Test
    void foreign_text_cannot_leave_its_string() {
        assertThat(ExactQuery.of("up", java.util.Map.of("job", "a\" or vector(1) #\\\n$1")))
                .isEqualTo(
                        "(up) and on (job) label_replace(vector(1), \"job\", \"a\\\" or vector(1) #\\\\\\n$$1\", \"\", \"\")");
    }
}
