package io.sreagent.integrations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.contract.act.ExecutorContract;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.source.ConfigHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollbackConfigTest extends ExecutorContract {
    private static final String PATH = "/api/v1/namespaces/shop/configmaps/checkout-config";

    private final FakeCluster cluster = shopWithConfig();
    private final KubernetesRig rig =
            new KubernetesRig(
                    cluster,
                    connection -> new RollbackConfig(connection, List.of(RollbackConfigTest::seen)),
                    "ConfigMap",
                    PATH,
                    Map.of(),
                    object -> ((ObjectNode) object.path("data")).put("POOL_SIZE", "3"),
                    true);

    private static FakeCluster shopWithConfig() {
        FakeCluster cluster = TestCluster.shop();
        cluster.put(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: checkout-config, namespace: shop, annotations: {}}
                data: {POOL_SIZE: "2", "a/b~c": x}
                """);
        return cluster;
    }

    private static List<ConfigHistory.Version> seen(io.sreagent.contract.act.Target object) {
        return List.of(
                new ConfigHistory.Version(
                        object,
                        "9",
                        Instant.parse("2026-03-02T09:00:00Z"),
                        Map.of("POOL_SIZE", "2", "a/b~c", "x")),
                new ConfigHistory.Version(
                        object,
                        "7",
                        Instant.parse("2026-03-01T09:00:00Z"),
                        Map.of("POOL_SIZE", "50")));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Override
    protected Rig rig() {
        return rig;
    }

    @Test
    void the_newest_content_that_differs_comes_back_and_new_keys_go() throws Exception {
        assertThat(rig.executor().preview(rig.intent()).changes())
                .containsExactly(
                        new FieldChange("/data/POOL_SIZE", "\"2\"", "\"50\""),
                        new FieldChange("/data/a~1b~0c", "\"x\"", null));
    }

    @Test
    void pods_that_read_it_are_named() throws Exception {
        assertThat(rig.executor().preview(rig.intent()).affected())
                .containsExactly("pod/shop/checkout-7d9f8c6b5-x2x4z");
    }

    @Test
    void content_that_was_never_seen_cannot_come_back() {
        RollbackConfig forgetful =
                new RollbackConfig(
                        new KubernetesConnection(TestCluster.at(cluster.url())), List.of());

        assertThatThrownBy(() -> forgetful.preview(rig.intent()))
                .hasMessageContaining("no earlier content");
    }
}
