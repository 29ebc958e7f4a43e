package io.sreagent.integrations.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.contract.source.Indicator.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMapTest {
    private final LabelMap labels = new LabelMap(Map.of());

    private String id(Scope scope, String... namesAndValues) {
        return labels.name(of(namesAndValues), scope).resource().id();
    }

    private static Map<String, String> of(String... namesAndValues) {
        Map<String, String> map = new java.util.TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    @ParameterizedTest
    @CsvSource({
        "checkout-7d9f8c6b5-x2x4z, checkout",
        "node-exporter-x7k2p, node-exporter",
        "postgres-0, postgres",
        "kafka-broker-12, kafka-broker",
        "my-api-v2-5f4d7c9b8f-9zq8t, my-api-v2",
        "static-pod, static-pod"
    })
    void a_pods_name_tells_its_workload(String pod, String workload) {
        assertThat(PodNames.workloadOf(pod)).isEqualTo(workload);
    }

    @Test
    void what_the_process_meant_wins_over_what_it_was_scraped_from() {
        assertThat(
                        id(
                                Scope.POD,
                                "namespace",
                                "monitoring",
                                "pod",
                                "kube-state-metrics-0",
                                "exported_namespace",
                                "shop",
                                "exported_pod",
                                "checkout-7d9f8c6b5-x2x4z"))
                .isEqualTo("shop/checkout/checkout-7d9f8c6b5-x2x4z");
    }

    @Test
    void workload_and_service_are_the_same_where_only_one_is_told() {
        var named = labels.name(of("namespace", "shop", "deployment", "checkout"), Scope.WORKLOAD);

        assertThat(named.resource().service()).isEqualTo("checkout");
        assertThat(named.resource().workload()).isEqualTo("checkout");
        assertThat(named.qualifiers()).isEmpty();
    }

    @Test
    void a_node_without_a_name_is_its_address_without_the_port() {
        assertThat(id(Scope.NODE, "instance", "10.0.0.7:9100", "job", "node"))
                .isEqualTo("node/10.0.0.7");
        assertThat(id(Scope.NODE, "instance", "10.0.0.7:9100", "nodename", "worker-1"))
                .isEqualTo("node/worker-1");
    }

    @Test
    void replicas_on_two_nodes_are_two_placements() {
        LabelMap.Named here = placed("node-2");
        LabelMap.Named there = placed("node-3");

        assertThat(here.resource().node()).isEqualTo("node-2");
        assertThat(here.resource().owner()).isEqualTo(there.resource().owner());
        assertThat(here.qualifiers()).isNotEqualTo(there.qualifiers());
    }

    private LabelMap.Named placed(String node) {
        return labels.name(
                Map.of("namespace", "shop", "workload", "cart", "node", node), Scope.PLACEMENT);
    }

    @Test
    void a_call_is_about_its_callee_and_says_who_called() {
        var named =
                labels.name(
                        of("namespace", "shop", "service", "checkout", "target", "payments"),
                        Scope.EDGE);

        assertThat(named.resource().id()).isEqualTo("shop/payments");
        assertThat(named.qualifiers()).isEqualTo(Map.of("caller", "shop/checkout"));
    }

    @Test
    void a_mesh_names_both_ends_of_a_call_with_their_namespaces() {
        var named =
                labels.name(
                        of(
                                "source_workload_namespace",
                                "shop",
                                "source_workload",
                                "checkout",
                                "destination_service_namespace",
                                "bank",
                                "destination_service_name",
                                "payment"),
                        Scope.EDGE);

        assertThat(named.resource().id()).isEqualTo("bank/payment");
        assertThat(named.qualifiers()).isEqualTo(Map.of("caller", "shop/checkout"));
    }

    @ParameterizedTest
    @CsvSource({
        "payments.billing.svc.cluster.local:8080, billing/payments",
        "payments.billing, billing/payments",
        "payments:8080, shop/payments",
        "api.example.com, api.example.com",
        "api.pay.example.com:443, api.pay.example.com"
    })
    void a_callees_host_name_is_taken_apart(String host, String id) {
        assertThat(
                        id(
                                Scope.EDGE,
                                "namespace",
                                "shop",
                                "service",
                                "checkout",
                                "server_address",
                                host))
                .isEqualTo(id);
    }

    @Test
    void labels_of_ones_own_come_first() {
        LabelMap own = new LabelMap(Map.of("service", List.of("component")));

        assertThat(own.name(of("component", "cart", "service", "x"), Scope.SERVICE).resource().id())
                .isEqualTo("cart");
        assertThatThrownBy(() -> new LabelMap(Map.of("servce", List.of("x"))))
                .hasMessageContaining("prometheus.labels.servce");
    }
}
