package io.sreagent.integrations.kubernetes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.contract.act.ExecutorContract;
import io.sreagent.contract.act.Intent;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatchResourcesTest extends ExecutorContract {
    private final FakeCluster cluster = TestCluster.shop();
    private final KubernetesRig rig =
            new KubernetesRig(
                    cluster,
                    PatchResources::new,
                    "Deployment",
                    TestCluster.DEPLOYMENT,
                    Map.of("memory_limit", "1Gi", "memory_request", "512Mi"),
                    object ->
                            ((ObjectNode)
                                            object.at(
                                                    "/spec/template/spec/containers/0/resources/limits"))
                                    .put("memory", "768Mi"),
                    true);

    @AfterEach
    void stop() {
        rig.close();
    }

    @Override
    protected Rig rig() {
        return rig;
    }

    @Test
    void a_request_over_its_limit_is_refused() {
        assertThatThrownBy(
                        () ->
                                rig.executor()
                                        .preview(
                                                new Intent(
                                                        "kubernetes.patch_resources",
                                                        rig.intent().target(),
                                                        Map.of("memory_request", "1Gi"))))
                .hasMessageContaining("over its limit of 512Mi");
    }

    @Test
    void what_a_vertical_autoscaler_sets_is_refused_with_its_name() {
        cluster.put(
                """
                apiVersion: autoscaling.k8s.io/v1
                kind: VerticalPodAutoscaler
                metadata: {name: checkout-vpa, namespace: shop}
                spec: {targetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout}}
                """);

        assertThatThrownBy(() -> rig.executor().preview(rig.intent()))
                .hasMessageContaining("vpa/checkout-vpa");
    }
}
