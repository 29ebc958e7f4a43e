package io.sreagent.integrations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.contract.act.ExecutorContract;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.act.Preview;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestartPodTest extends ExecutorContract {
    private static final String PATH = "/api/v1/namespaces/shop/pods/checkout-7d9f8c6b5-x2x4z";

    private final FakeCluster cluster = TestCluster.shop();
    private final KubernetesRig rig =
            new KubernetesRig(cluster, RestartPod::new, "Pod", PATH, Map.of(), object -> {}, false);

    @AfterEach
    void stop() {
        rig.close();
    }

    @Override
    protected Rig rig() {
        return rig;
    }

    @Test
    void a_pod_is_evicted_not_deleted() throws Exception {
        Preview bound = rig.executor().preview(rig.intent());

        rig.executor().execute(rig.intent(), bound, "k");

        assertThat(cluster.writes()).containsExactly("POST " + PATH + "/eviction");
        assertThat(cluster.get(PATH)).isNull();
    }

    @Test
    void a_disruption_budget_holds_the_step_back() throws Exception {
        Preview bound = rig.executor().preview(rig.intent());
        cluster.budgetHolds(true);

        assertThat(rig.executor().execute(rig.intent(), bound, "k"))
                .isInstanceOf(Outcome.Retry.class)
                .extracting(Outcome::detail)
                .asString()
                .contains("disruption budget");
        assertThat(cluster.get(PATH)).isNotNull();
    }

    @Test
    void the_step_is_settled_when_the_controller_has_its_pods_again() throws Exception {
        Preview bound = rig.executor().preview(rig.intent());
        rig.executor().execute(rig.intent(), bound, "k");
        String set = "/apis/apps/v1/namespaces/shop/replicasets/checkout-7d9f8c6b5";
        cluster.change(set, object -> ((ObjectNode) object.path("status")).put("readyReplicas", 2));
        assertThat(rig.executor().settled(rig.intent(), bound, "k"))
                .isInstanceOf(Outcome.Retry.class);

        cluster.change(set, object -> ((ObjectNode) object.path("status")).put("readyReplicas", 3));

        assertThat(rig.executor().settled(rig.intent(), bound, "k"))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_pod_that_nobody_would_make_again_is_refused() {
        cluster.change(
                PATH, object -> ((ObjectNode) object.path("metadata")).remove("ownerReferences"));

        assertThatThrownBy(() -> rig.executor().preview(rig.intent()))
                .hasMessageContaining("no controller");
    }
}
