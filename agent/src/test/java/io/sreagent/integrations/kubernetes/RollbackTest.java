package io.sreagent.integrations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.contract.act.ExecutorContract;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Intent;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollbackTest extends ExecutorContract {
    private final FakeCluster cluster = TestCluster.shop();
    private final KubernetesRig rig =
            new KubernetesRig(
                    cluster,
                    Rollback::new,
                    "Deployment",
                    TestCluster.DEPLOYMENT,
                    Map.of(),
                    object ->
                            ((ObjectNode) object.at("/spec/template/spec/containers/0"))
                                    .put("image", "shop/checkout:v2.3.2"),
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
    void image_and_environment_go_back_together() throws Exception {
        assertThat(rig.executor().preview(rig.intent()).changes())
                .containsExactly(
                        new FieldChange(
                                "/spec/template/spec/containers/0/env/0/value",
                                "\"debug\"",
                                "\"info\""),
                        new FieldChange(
                                "/spec/template/spec/containers/0/image",
                                "\"shop/checkout:v2.3.1\"",
                                "\"shop/checkout:v2.3.0\""));
    }

    @Test
    void pods_that_would_be_replaced_are_named() throws Exception {
        assertThat(rig.executor().preview(rig.intent()).affected())
                .containsExactly("pod/shop/checkout-7d9f8c6b5-x2x4z");
    }

    @Test
    void a_revision_that_is_not_kept_is_refused_with_those_that_are() {
        assertThatThrownBy(
                        () ->
                                rig.executor()
                                        .preview(
                                                new Intent(
                                                        "kubernetes.rollback",
                                                        rig.intent().target(),
                                                        Map.of("revision", "9"))))
                .hasMessageContaining("revision 9")
                .hasMessageContaining("[2, 1]");
    }
}
