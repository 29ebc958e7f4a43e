package io.sreagent.integrations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchedViewTest {
    private final FakeCluster server = new FakeCluster();
    private final BlockingQueue<HasMetadata> seen = new LinkedBlockingQueue<>();
    private final KubernetesConnection connection =
            new KubernetesConnection(TestCluster.watching(server.url()));
    private final WatchedView view = new WatchedView(connection, seen::add);

    @AfterEach
    void stop() {
        view.close();
        connection.close();
        server.close();
    }

    private void put(String value) {
        server.put(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: c, namespace: shop, uid: uid-c}
                data: {k: "%s"}
                """
                        .formatted(value));
    }

    private String next() throws InterruptedException {
        HasMetadata object = seen.poll(20, TimeUnit.SECONDS);
        return object instanceof ConfigMap config
                ? config.getData().getOrDefault("k", "nothing")
                : "nothing";
    }

    @Test
    void a_change_is_told_as_it_happens_and_without_listing_again() throws Exception {
        put("1");
        assertThat(view.all(ConfigMap.class)).hasSize(1);
        assertThat(next()).isEqualTo("1");
        int lists = server.lists();

        put("2");

        assertThat(next()).isEqualTo("2");
        assertThat(view.all(ConfigMap.class).getFirst().getData()).containsEntry("k", "2");
        assertThat(server.lists()).isEqualTo(lists);
    }

    @Test
    void a_server_that_forgot_the_place_is_listed_again_and_nothing_is_missed() throws Exception {
        put("1");
        view.all(ConfigMap.class);
        assertThat(next()).isEqualTo("1");

        server.forgetWatches();
        put("2");

        assertThat(next()).isEqualTo("2");
        put("3");
        assertThat(next()).isEqualTo("3");
    }

    @Test
    void a_server_that_is_not_there_is_told_at_once_and_found_when_it_comes() throws Exception {
        server.cutOff(true);
        assertThatThrownBy(() -> view.all(ConfigMap.class)).isInstanceOf(ClusterTrouble.class);

        server.cutOff(false);
        put("1");

        assertThat(view.all(ConfigMap.class)).hasSize(1);
    }
}
