package io.sreagent.integrations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.contract.act.ExecutorContract;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.act.Preview;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolloutRestartTest extends ExecutorContract {
    private final FakeCluster cluster = TestCluster.shop();
    private final KubernetesRig rig =
            new KubernetesRig(
                    cluster,
                    RolloutRestart::new,
                    "Deployment",
                    TestCluster.DEPLOYMENT,
                    Map.of(),
                    object ->
                            ((ObjectNode) object.at("/spec/template/metadata"))
                                    .putObject("annotations")
                                    .put(RolloutRestart.RESTARTED_AFTER, "revision-1"),
                    false);

    @AfterEach
    void stop() {
        rig.close();
    }

    @Override
    protected Rig rig() {
        return rig;
    }

    @Test
    void the_step_and_its_key_arrive_in_one_write() throws Exception {
        Preview bound = rig.executor().preview(rig.intent());

        rig.executor().execute(rig.intent(), bound, "PLAN-1-1/1");

        assertThat(cluster.writes()).containsExactly("PATCH " + TestCluster.DEPLOYMENT);
        assertThat(
                        cluster.need(TestCluster.DEPLOYMENT)
                                .at("/metadata/annotations/sre-agent.io~1step")
                                .asText())
                .isEqualTo("PLAN-1-1/1");
    }

    @Test
    void a_restart_is_awaited_until_the_controller_has_seen_it_and_all_pods_are_new()
            throws Exception {
        Preview bound = rig.executor().preview(rig.intent());
        rig.executor().execute(rig.intent(), bound, "k");
        assertThat(rig.executor().settled(rig.intent(), bound, "k").detail())
                .contains("has not seen");

        TestCluster.settle(cluster);
        status("updatedReplicas", 1);
        assertThat(rig.executor().settled(rig.intent(), bound, "k").detail())
                .contains("1 of 3 new pods");

        status("updatedReplicas", 3);
        assertThat(rig.executor().settled(rig.intent(), bound, "k"))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_roll_out_past_its_deadline_is_refused() throws Exception {
        Preview bound = rig.executor().preview(rig.intent());
        rig.executor().execute(rig.intent(), bound, "k");
        TestCluster.settle(cluster);
        cluster.change(
                TestCluster.DEPLOYMENT,
                object ->
                        ((ObjectNode) object.path("status"))
                                .putArray("conditions")
                                .addObject()
                                .put("type", "Progressing")
                                .put("reason", "ProgressDeadlineExceeded"));

        assertThat(rig.executor().settled(rig.intent(), bound, "k"))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_new_pod_that_cannot_pull_its_image_ends_the_waiting_and_an_old_one_does_not()
            throws Exception {
        Preview bound = rig.executor().preview(rig.intent());
        rig.executor().execute(rig.intent(), bound, "k");
        TestCluster.settle(cluster);
        status("updatedReplicas", 1);
        cluster.put(waiting("6c9f7b8d5", "old11"));
        assertThat(rig.executor().settled(rig.intent(), bound, "k"))
                .isInstanceOf(Outcome.Retry.class);

        cluster.put(waiting("7d9f8c6b5", "new11"));

        assertThat(rig.executor().settled(rig.intent(), bound, "k"))
                .isInstanceOf(Outcome.Refused.class)
                .extracting(Outcome::detail)
                .asString()
                .contains("ImagePullBackOff");
    }

    @Test
    void a_restart_of_what_argo_cd_manages_is_allowed_where_the_mark_is_not_in_git()
            throws Exception {
        cluster.change(
                TestCluster.DEPLOYMENT,
                object ->
                        ((ObjectNode) object.at("/metadata/annotations"))
                                .put(
                                        "argocd.argoproj.io/tracking-id",
                                        "shop:apps/Deployment:shop/checkout"));

        assertThat(rig.executor().preview(rig.intent()).changes()).hasSize(1);
    }

    private void status(String field, int value) {
        cluster.change(
                TestCluster.DEPLOYMENT,
                object -> ((ObjectNode) object.path("status")).put(field, value));
    }

    private static String waiting(String hash, String suffix) {
        return TestCluster.pod("checkout", hash, suffix)
                .replace(
                        "{running: {}}",
                        "{waiting: {reason: ImagePullBackOff, message: no such tag}}");
    }
}
