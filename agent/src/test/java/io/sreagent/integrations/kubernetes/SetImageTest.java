package io.sreagent.integrations.kubernetes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.contract.act.ExecutorContract;
import io.sreagent.contract.act.Intent;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetImageTest extends ExecutorContract {
    private final FakeCluster cluster = TestCluster.shop();
    private final KubernetesRig rig =
            new KubernetesRig(
                    cluster,
                    SetImage::new,
                    "Deployment",
                    TestCluster.DEPLOYMENT,
                    Map.of("container", "app", "image", "shop/checkout:v2.3.0"),
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

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Shop/Checkout:v1", "shop/checkout:v1 --privileged", "a\nb", "x:y:z"})
    void what_is_no_image_is_refused(String image) {
        assertThatThrownBy(
                        () ->
                                rig.executor()
                                        .preview(
                                                new Intent(
                                                        "kubernetes.set_image",
                                                        rig.intent().target(),
                                                        Map.of("image", image))))
                .isInstanceOf(io.sreagent.contract.act.PreviewRefused.class);
    }
}
