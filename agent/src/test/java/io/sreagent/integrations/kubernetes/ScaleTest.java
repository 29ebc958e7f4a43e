package io.sreagent.integrations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.contract.act.ExecutorContract;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.PreviewRefused;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScaleTest extends ExecutorContract {
    private final FakeCluster cluster = TestCluster.shop();
    private final KubernetesRig rig =
            new KubernetesRig(
                    cluster,
                    Scale::new,
                    "Deployment",
                    TestCluster.DEPLOYMENT,
                    Map.of("replicas", "5"),
                    object -> ((ObjectNode) object.path("spec")).put("replicas", 4),
                    true);

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
                .preview(new Intent("kubernetes.scale", rig.intent().target(), arguments));
    }

    @Test
    void replicas_are_absolute_or_relative_and_capped() throws Exception {
        assertThat(preview(Map.of("by", "2")).changes())
                .containsExactly(new FieldChange("/spec/replicas", "3", "5"));
        assertThat(preview(Map.of("by", "+9", "max", "6")).changes())
                .containsExactly(new FieldChange("/spec/replicas", "3", "6"));
    }

    @Test
    void the_diff_is_what_the_dry_run_gave() throws Exception {
        assertThat(preview(Map.of("replicas", "5")).diff())
                .contains("--- deployment/shop/checkout")
                .contains("\n-  replicas: 3")
                .contains("\n+  replicas: 5");
    }

    @Test
    void where_an_autoscaler_decides_the_step_is_refused_with_its_name() {
        cluster.put(
                """
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: checkout-hpa, namespace: shop}
                spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout}, maxReplicas: 9}
                """);

        assertThatThrownBy(() -> preview(Map.of("replicas", "5")))
                .isInstanceOf(PreviewRefused.class)
                .hasMessageContaining("hpa/checkout-hpa");
    }

    @Test
    void whoever_is_quicker_wins_and_the_step_is_refused() throws Exception {
        Preview bound = rig.executor().preview(rig.intent());
        cluster.beforeNextWrite(rig::interfere);

        assertThat(rig.executor().execute(rig.intent(), bound, "k"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(cluster.writes()).isEmpty();
        assertThat(cluster.need(TestCluster.DEPLOYMENT).at("/spec/replicas").asInt()).isEqualTo(4);
    }

    @Test
    void an_object_that_takes_the_targets_place_at_the_last_moment_is_safe() throws Exception {
        Preview bound = rig.executor().preview(rig.intent());
        cluster.beforeNextWrite(rig::replaceTarget);

        rig.executor().execute(rig.intent(), bound, "k");

        assertThat(cluster.writes()).isEmpty();
    }

    @Test
    void a_change_that_touches_nothing_of_ours_costs_one_more_try_at_most() throws Exception {
        Preview bound = rig.executor().preview(rig.intent());
        cluster.beforeNextWrite(() -> TestCluster.settle(cluster));

        Outcome first = rig.executor().execute(rig.intent(), bound, "k");
        assertThat(first).isInstanceOfAny(Outcome.Done.class, Outcome.Retry.class);
        assertThat(rig.executor().execute(rig.intent(), bound, "k"))
                .isInstanceOf(Outcome.Done.class);
        assertThat(cluster.writes()).hasSize(1);
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> preview(Map.of("replicas", "many"))).hasMessageContaining("many");
        assertThatThrownBy(() -> preview(Map.of("replicas", "0"))).hasMessageContaining("0 pods");
        assertThatThrownBy(() -> preview(Map.of("by", "-3"))).hasMessageContaining("0 pods");
        assertThatThrownBy(() -> preview(Map.of())).hasMessageContaining("'replicas' or 'by'");
        assertThatThrownBy(() -> preview(Map.of("replicas", "3"))).hasMessageContaining("already");
    }

    @Test
    void a_helm_release_owns_its_objects_unless_the_setting_says_otherwise() throws Exception {
        cluster.change(
                TestCluster.DEPLOYMENT,
                object -> {
                    ((ObjectNode) object.at("/metadata/labels"))
                            .put("app.kubernetes.io/managed-by", "Helm");
                    ((ObjectNode) object.at("/metadata/annotations"))
                            .put("meta.helm.sh/release-name", "shop");
                });

        assertThatThrownBy(() -> preview(Map.of("replicas", "5")))
                .hasMessageContaining("helm/shop");
        Scale allowed = new Scale(new KubernetesConnection(TestCluster.helmAllowed(cluster.url())));
        assertThat(allowed.preview(rig.intent()).changes()).hasSize(1);
    }

    @Test
    void a_field_that_flux_wrote_is_refused_and_one_that_it_did_not_is_not() throws Exception {
        cluster.change(
                TestCluster.DEPLOYMENT,
                object -> {
                    ((ObjectNode) object.at("/metadata/labels"))
                            .put("kustomize.toolkit.fluxcd.io/name", "apps");
                    ObjectNode entry =
                            ((ObjectNode) object.path("metadata"))
                                    .putArray("managedFields")
                                    .addObject();
                    entry.put("manager", "kustomize-controller").put("operation", "Apply");
                    entry.putObject("fieldsV1")
                            .putObject("f:spec")
                            .putObject("f:template")
                            .putObject("f:spec")
                            .putObject("f:containers")
                            .putObject("k:{\"name\":\"app\"}")
                            .putObject("f:image");
                });

        assertThat(preview(Map.of("replicas", "5")).changes()).hasSize(1);
        SetImage setImage = new SetImage(new KubernetesConnection(TestCluster.at(cluster.url())));
        assertThatThrownBy(
                        () ->
                                setImage.preview(
                                        new Intent(
                                                "kubernetes.set_image",
                                                rig.intent().target(),
                                                Map.of("image", "shop/checkout:v2.3.0"))))
                .hasMessageContaining("flux/apps")
                .hasMessageContaining("Git");
    }
}
