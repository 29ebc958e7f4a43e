package io.sreagent.integrations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.contract.act.ExecutorContract;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.PreviewRefused;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscalerBoundsTest extends ExecutorContract {
    private static final String PATH =
            "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/checkout-hpa";

    private final FakeCluster cluster = TestCluster.shop();
    private final KubernetesRig rig;

    AutoscalerBoundsTest() {
        cluster.put(
                """
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: checkout-hpa, namespace: shop}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout}
                  minReplicas: 2
                  maxReplicas: 9
                """);
        rig =
                new KubernetesRig(
                        cluster,
                        AutoscalerBounds::new,
                        "HorizontalPodAutoscaler",
                        PATH,
                        Map.of("min", "5"),
                        object -> ((ObjectNode) object.path("spec")).put("minReplicas", 3),
                        true);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Override
    protected Rig rig() {
        return rig;
    }

    private Preview preview(Map<String, String> arguments) throws PreviewRefused {
        return rig.executor()
                .preview(
                        new Intent(
                                "kubernetes.autoscaler_bounds", rig.intent().target(), arguments));
    }

    @Test
    void both_bounds_move_in_one_patch_and_the_workload_is_named() throws Exception {
        Preview preview = preview(Map.of("min", "4", "max", "12"));

        assertThat(preview.changes())
                .containsExactlyInAnyOrder(
                        new FieldChange("/spec/minReplicas", "2", "4"),
                        new FieldChange("/spec/maxReplicas", "9", "12"));
        assertThat(preview.affected()).containsExactly("deployment/shop/checkout");
        assertThat(preview.undo()).contains("2 and 9");
    }

    @Test
    void a_lower_bound_that_was_never_set_is_put_there() throws Exception {
        cluster.change(PATH, object -> ((ObjectNode) object.path("spec")).remove("minReplicas"));

        assertThat(preview(Map.of("min", "4")).changes())
                .containsExactly(new FieldChange("/spec/minReplicas", null, "4"));
    }

    @ParameterizedTest
    @CsvSource({"0, 9", "10, 9", "2, 100000"})
    void bounds_that_cannot_be_are_refused(String min, String max) {
        assertThatThrownBy(() -> preview(Map.of("min", min, "max", max)))
                .isInstanceOf(PreviewRefused.class)
                .hasMessageContaining("pods");
    }

    @Test
    void no_bound_at_all_is_refused() {
        assertThatThrownBy(() -> preview(Map.of()))
                .isInstanceOf(PreviewRefused.class)
                .hasMessageContaining("'min', 'max' or both");
    }
}
