package io.sreagent.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Kubernetes port, spoken to by fabric8's client. */
class KubernetesWireTest {
    private Simulator simulator = SmallShop.start("");
    private KubernetesClient client = client(simulator);

    static KubernetesClient client(Simulator simulator) {
        Config config =
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(simulator.kubernetesUrl())
                        .withNamespace("shop")
                        .withRequestRetryBackoffLimit(0)
                        .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    private List<Pod> podsOf(String app) {
        return client.pods().withLabel("app", app).list().getItems();
    }

    private Deployment deployment(String name) {
        return client.apps().deployments().withName(name).get();
    }

    private void settle() {
        simulator.advance(Duration.ofMinutes(2));
    }

    private static PatchContext patch(PatchType type, boolean dryRun) {
        var builder = new PatchContext.Builder().withPatchType(type);
        return dryRun ? builder.withDryRun(List.of("All")).build() : builder.build();
    }

    @Test
    void a_started_shop_has_all_its_pods_running_and_ready() {
        assertThat(podsOf("web"))
                .hasSize(3)
                .allSatisfy(pod -> assertThat(pod.getStatus().getPhase()).isEqualTo("Running"));
        assertThat(deployment("api").getStatus().getAvailableReplicas()).isEqualTo(4);
        assertThat(client.apps().statefulSets().withName("db").get().getStatus().getReadyReplicas())
                .isEqualTo(1);
        assertThat(client.nodes().list().getItems()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void a_list_is_paged_by_limit_and_continue() {
        var options =
                new io.fabric8.kubernetes.api.model.ListOptionsBuilder().withLimit(4L).build();
        var first = client.pods().list(options);
        var second =
                client.pods()
                        .list(
                                new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                                        .withLimit(100L)
                                        .withContinue(first.getMetadata().getContinue())
                                        .build());

        assertThat(first.getItems()).hasSize(4);
        assertThat(first.getItems().size() + second.getItems().size())
                .isEqualTo(client.pods().list().getItems().size());
    }

    @Test
    void an_informer_sees_what_is_there_and_what_changes() throws InterruptedException {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (var informer =
                client.configMaps()
                        .withName("api-config")
                        .inform(
                                new ResourceEventHandler<>() {
                                    @Override
                                    public void onAdd(
                                            io.fabric8.kubernetes.api.model.ConfigMap map) {
                                        seen.add("added " + map.getData().get("log.level"));
                                    }

                                    @Override
                                    public void onUpdate(
                                            io.fabric8.kubernetes.api.model.ConfigMap before,
                                            io.fabric8.kubernetes.api.model.ConfigMap now) {
                                        seen.add("updated " + now.getData().get("log.level"));
                                    }

                                    @Override
                                    public void onDelete(
                                            io.fabric8.kubernetes.api.model.ConfigMap map,
                                            boolean unknown) {
                                        seen.add("deleted");
                                    }
                                })) {
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("added info");

            client.configMaps()
                    .withName("api-config")
                    .patch(
                            patch(PatchType.JSON_MERGE, false),
                            "{\"data\":{\"log.level\":\"debug\"}}");

            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("updated debug");
            assertThat(informer.isRunning()).isTrue();
        }
    }

    @Test
    void every_kind_of_patch_changes_the_same_field() {
        client.apps()
                .deployments()
                .withName("web")
                .patch(
                        patch(PatchType.JSON, false),
                        "[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":4}]");
        assertThat(deployment("web").getSpec().getReplicas()).isEqualTo(4);

        client.apps()
                .deployments()
                .withName("web")
                .patch(patch(PatchType.JSON_MERGE, false), "{\"spec\":{\"replicas\":5}}");
        assertThat(deployment("web").getSpec().getReplicas()).isEqualTo(5);

        client.apps()
                .deployments()
                .withName("web")
                .patch(patch(PatchType.STRATEGIC_MERGE, false), "{\"spec\":{\"replicas\":2}}");
        settle();
        assertThat(podsOf("web")).hasSize(2);
    }

    @Test
    void a_strategic_patch_merges_containers_by_name() {
        client.apps()
                .deployments()
                .withName("web")
                .patch(
                        patch(PatchType.STRATEGIC_MERGE, false),
                        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"resources\":{\"limits\":{\"memory\":\"1Gi\"}}}]}}}}");
        settle();

        var container =
                deployment("web").getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(container.getImage()).contains("registry.example.com/web:");
        assertThat(container.getResources().getLimits())
                .containsEntry("memory", new Quantity("1Gi"));
        assertThat(podsOf("web"))
                .allSatisfy(
                        pod ->
                                assertThat(
                                                pod.getSpec()
                                                        .getContainers()
                                                        .getFirst()
                                                        .getResources()
                                                        .getLimits())
                                        .containsEntry("memory", new Quantity("1Gi")));
    }

    @Test
    void a_dry_run_answers_what_would_be_and_changes_nothing() {
        var before = client.pods().list().getItems();

        Deployment answer =
                client.apps()
                        .deployments()
                        .withName("web")
                        .patch(
                                patch(PatchType.STRATEGIC_MERGE, true),
                                "{\"spec\":{\"replicas\":9}}");
        settle();

        assertThat(answer.getSpec().getReplicas()).isEqualTo(9);
        assertThat(deployment("web").getSpec().getReplicas()).isEqualTo(3);
        assertThat(client.pods().list().getItems()).isEqualTo(before);
        assertThat(simulator.requests())
                .singleElement()
                .satisfies(m -> assertThat(m.dryRun()).isTrue());
    }

    @Test
    void an_outdated_version_or_another_uid_is_refused_with_409() {
        Deployment old = deployment("web");
        client.apps().deployments().withName("web").scale(4);

        assertThatThrownBy(() -> client.apps().deployments().resource(old).update())
                .isInstanceOf(KubernetesClientException.class)
                .extracting("code")
                .isEqualTo(409);
        assertThatThrownBy(
                        () ->
                                client.apps()
                                        .deployments()
                                        .withName("web")
                                        .patch(
                                                patch(PatchType.JSON_MERGE, false),
                                                "{\"metadata\":{\"uid\":\"11111111-2222-4333-8444-555555555555\"},\"spec\":{\"replicas\":1}}"))
                .isInstanceOf(KubernetesClientException.class)
                .extracting("code")
                .isEqualTo(409);
        assertThat(deployment("web").getSpec().getReplicas()).isEqualTo(4);
    }

    @Test
    void eviction_honours_the_disruption_budget() {
        Pod first = podsOf("web").get(0);
        Pod second = podsOf("web").get(1);

        assertThat(client.pods().resource(first).evict()).isTrue();
        assertThat(client.pods().resource(second).evict()).isFalse();
        settle();

        assertThat(podsOf("web"))
                .hasSize(3)
                .extracting(p -> p.getMetadata().getName())
                .doesNotContain(first.getMetadata().getName())
                .contains(second.getMetadata().getName());
    }

    @Test
    void eviction_of_a_pod_with_another_uid_is_refused() {
        Pod pod = podsOf("web").getFirst();
        var eviction =
                new EvictionBuilder()
                        .withNewMetadata()
                        .withName(pod.getMetadata().getName())
                        .withNamespace("shop")
                        .endMetadata()
                        .withDeleteOptions(
                                new DeleteOptionsBuilder()
                                        .withNewPreconditions()
                                        .withUid("11111111-2222-4333-8444-555555555555")
                                        .endPreconditions()
                                        .build())
                        .build();

        assertThatThrownBy(() -> client.pods().resource(pod).evict(eviction))
                .isInstanceOf(KubernetesClientException.class)
                .hasStackTraceContaining("UID in precondition");
    }

    @Test
    void a_rollout_restart_replaces_every_pod_and_counts_a_revision() {
        var before = podsOf("web").stream().map(p -> p.getMetadata().getUid()).toList();

        client.apps().deployments().withName("web").rolling().restart();
        settle();

        assertThat(podsOf("web"))
                .hasSize(3)
                .extracting(p -> p.getMetadata().getUid())
                .doesNotContainAnyElementsOf(before);
        assertThat(deployment("web").getMetadata().getAnnotations())
                .containsEntry("deployment.kubernetes.io/revision", "2");
        assertThat(deployment("web").getStatus().getConditions())
                .anySatisfy(
                        c -> {
                            assertThat(c.getType()).isEqualTo("Progressing");
                            assertThat(c.getReason()).isEqualTo("NewReplicaSetAvailable");
                        });
    }

    @Test
    void an_image_that_does_not_exist_ends_in_back_off_and_its_event_says_why() {
        client.apps()
                .deployments()
                .withName("web")
                .patch(
                        patch(PatchType.STRATEGIC_MERGE, false),
                        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"registry.example.com/web:nope\"}]}}}}");
        settle();

        assertThat(podsOf("web"))
                .anySatisfy(
                        pod ->
                                assertThat(
                                                pod.getStatus()
                                                        .getContainerStatuses()
                                                        .getFirst()
                                                        .getState()
                                                        .toString())
                                        .contains("reason=ImagePullBackOff"));
        assertThat(client.v1().events().list().getItems())
                .anySatisfy(
                        e ->
                                assertThat(e.getMessage())
                                        .contains(
                                                "Failed to pull image \"registry.example.com/web:nope\""));
    }

    @Test
    void a_cordoned_node_gets_no_new_pods() {
        String node = podsOf("web").getFirst().getSpec().getNodeName();
        client.nodes()
                .withName(node)
                .patch(patch(PatchType.JSON_MERGE, false), "{\"spec\":{\"unschedulable\":true}}");

        podsOf("web").stream()
                .filter(p -> p.getSpec().getNodeName().equals(node))
                .forEach(p -> client.pods().resource(p).evict());
        settle();

        assertThat(podsOf("web"))
                .hasSize(3)
                .extracting(p -> p.getSpec().getNodeName())
                .doesNotContain(node);
    }

    @Test
    void wrong_values_are_refused_with_422_and_a_status() {
        assertThatThrownBy(
                        () ->
                                client.apps()
                                        .deployments()
                                        .withName("web")
                                        .patch(
                                                patch(PatchType.JSON_MERGE, false),
                                                "{\"spec\":{\"replicas\":-1}}"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("must be greater than or equal to 0")
                .extracting("code")
                .isEqualTo(422);
    }

    @Test
    void what_is_created_can_be_read_and_deleted() {
        client.configMaps()
                .resource(
                        new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName("note")
                                .endMetadata()
                                .addToData("a", "b")
                                .build())
                .create();

        assertThat(client.configMaps().withName("note").get().getData()).containsEntry("a", "b");
        client.configMaps().withName("note").delete();
        assertThat(client.configMaps().withName("note").get()).isNull();
    }

    @Test
    void the_request_log_carries_the_senders_annotations() {
        client.apps()
                .deployments()
                .withName("web")
                .patch(
                        patch(PatchType.JSON_MERGE, false),
                        "{\"metadata\":{\"annotations\":{\"sre-agent.io/step\":\"s-1\"}},\"spec\":{\"replicas\":4}}");

        assertThat(simulator.requests())
                .singleElement()
                .satisfies(
                        m -> {
                            assertThat(m.effective()).isTrue();
                            assertThat(m.annotations()).containsEntry("step", "s-1");
                            assertThat(m.path())
                                    .isEqualTo("/apis/apps/v1/namespaces/shop/deployments/web");
                            assertThat(m.at()).isEqualTo(simulator.clock().instant());
                        });
    }

    @Test
    void the_log_of_a_pod_can_be_tailed() {
        String log = client.pods().resource(podsOf("web").getFirst()).tailingLines(5).getLog();

        assertThat(log.lines()).hasSize(5).allMatch(line -> line.contains("[web]"));
    }
}
