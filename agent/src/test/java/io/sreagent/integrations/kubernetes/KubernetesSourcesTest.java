package io.sreagent.integrations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Event;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Ceiling;
import io.sreagent.contract.source.ChangeSource;
import io.sreagent.contract.source.ChangeSourceContract;
import io.sreagent.contract.source.ConfigHistory;
import io.sreagent.contract.source.DependencySource;
import io.sreagent.contract.source.DependencySourceContract;
import io.sreagent.contract.source.EventSource;
import io.sreagent.contract.source.EventSourceContract;
import io.sreagent.contract.source.LogSource;
import io.sreagent.contract.source.LogSourceContract;
import io.sreagent.contract.source.Workload;
import io.sreagent.contract.source.WorkloadSource;
import io.sreagent.contract.source.WorkloadSourceContract;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KubernetesSourcesTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final FakeCluster server = TestCluster.shop();
    private final List<ConfigHistory.Version> told = new ArrayList<>();
    private Instant now = NOW;
    private final Cluster cluster = cluster(server.url());

    private Cluster cluster(String url) {
        InstantSource clock = () -> now;
        return new Cluster(
                new KubernetesConnection(TestCluster.at(url)), clock, List.of(told::add));
    }

    private Cluster nobody() {
        return cluster("http://127.0.0.1:1");
    }

    KubernetesSourcesTest() {
        server.put(TestCluster.deployment("catalog", "shop/catalog:v41", 1));
        server.put(service("checkout"));
        server.put(service("catalog"));
        server.put(config("50"));
        server.put(
                """
                apiVersion: v1
                kind: Node
                metadata: {name: worker-1}
                spec: {}
                """);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String service(String name) {
        return """
        apiVersion: v1
        kind: Service
        metadata: {name: %1$s, namespace: shop}
        spec: {selector: {app: %1$s}}
        """
                .formatted(name);
    }

    private static String config(String pool) {
        return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: checkout-config, namespace: shop, uid: uid-config}
        data: {POOL_SIZE: "%s", DB_PASSWORD: "hunter%s"}
        """
                .formatted(pool, pool);
    }

    private static String event(String name, String time, String extra) {
        return """
        apiVersion: v1
        kind: Event
        metadata: {name: %s, namespace: shop}
        involvedObject: {kind: Pod, name: checkout-7d9f8c6b5-x2x4z, namespace: shop}
        reason: OOMKilling
        message: Memory cgroup out of memory
        type: Warning
        %s
        %s
        """
                .formatted(name, time, extra);
    }

    @Nested
    class Events extends EventSourceContract {
        Events() {
            server.put(event("a", "lastTimestamp: \"2026-03-02T09:10:00Z\"", "count: 4"));
            server.put(event("b", "eventTime: \"2026-03-02T09:20:00.123456Z\"", ""));
            server.put(
                    event(
                            "c",
                            "eventTime: \"2026-03-02T08:00:00.000000Z\"",
                            "series: {count: 9, lastObservedTime: \"2026-03-02T09:30:00.000000Z\"}"));
        }

        @Override
        protected EventSource source() {
            return new KubernetesEventSource(cluster);
        }

        @Override
        protected EventSource dead() {
            return new KubernetesEventSource(nobody());
        }

        @Override
        protected Instant from() {
            return START;
        }

        @Override
        protected Instant until() {
            return NOW;
        }

        @Test
        void both_spellings_tell_time_and_count() {
            List<Event> events = source().events(from(), until()).value();

            assertThat(events).extracting(Event::count).containsExactly(4, 1, 9);
            assertThat(events.getLast().time()).isEqualTo(Instant.parse("2026-03-02T09:30:00Z"));
        }

        @Test
        void an_event_of_a_pod_names_its_workload() {
            assertThat(source().events(from(), until()).value().getFirst().resource().id())
                    .isEqualTo("shop/checkout/checkout-7d9f8c6b5-x2x4z");
        }
    }

    @Nested
    class Changes extends ChangeSourceContract {
        private final ChangeSource source = new KubernetesChangeSource(cluster);

        @Override
        protected ChangeSource source() {
            return source;
        }

        @Override
        protected ChangeSource dead() {
            return new KubernetesChangeSource(nobody());
        }

        @Override
        protected Instant from() {
            return START;
        }

        @Override
        protected Instant until() {
            return NOW.plus(Duration.ofHours(1));
        }

        private List<Change> since(Instant time) {
            return source.changes(time, until()).value();
        }

        @Test
        void a_roll_out_says_what_differs_from_the_one_before() {
            Change change = since(Instant.parse("2026-03-02T00:00:00Z")).getFirst();

            assertThat(change.kind()).isEqualTo(Change.Kind.DEPLOY);
            assertThat(change.what())
                    .isEqualTo(
                            "image shop/checkout:v2.3.0 → shop/checkout:v2.3.1; env LOG_LEVEL info → debug");
            assertThat(change.time()).isEqualTo(Instant.parse("2026-03-02T09:30:00Z"));
            assertThat(change.reference()).isEqualTo("deployment/shop/checkout revision 2");
        }

        @Test
        void a_config_change_is_told_of_each_workload_that_reads_it_with_secrets_masked() {
            since(NOW);
            now = NOW.plusSeconds(60);
            server.change(
                    "/api/v1/namespaces/shop/configmaps/checkout-config",
                    object ->
                            ((ObjectNode) object.path("data"))
                                    .put("POOL_SIZE", "2")
                                    .put("DB_PASSWORD", "other"));

            Change change = since(NOW).getFirst();

            assertThat(change.what())
                    .isEqualTo("config checkout-config: DB_PASSWORD *** → ***; POOL_SIZE 50 → 2");
            assertThat(change.resource().id()).isEqualTo("shop/checkout");
            assertThat(change.reference()).isEqualTo("configmap/shop/checkout-config");
        }

        @Test
        void without_the_servers_own_record_a_change_is_dated_before_its_effects() {
            since(NOW);
            now = NOW.plusSeconds(60);
            server.put(config("2"));

            assertThat(since(NOW).getFirst().time()).isEqualTo(NOW);
        }

        @Test
        void the_servers_own_record_dates_a_change_exactly() {
            since(NOW);
            now = NOW.plusSeconds(60);
            server.change(
                    "/api/v1/namespaces/shop/configmaps/checkout-config",
                    object -> {
                        ((ObjectNode) object.path("data")).put("POOL_SIZE", "2");
                        ObjectNode entry =
                                ((ObjectNode) object.path("metadata"))
                                        .putArray("managedFields")
                                        .addObject();
                        entry.put("manager", "kubectl-edit").put("time", "2026-03-02T10:00:17Z");
                        entry.putObject("fieldsV1").putObject("f:data").putObject("f:POOL_SIZE");
                    });

            assertThat(since(NOW).getFirst().time())
                    .isEqualTo(Instant.parse("2026-03-02T10:00:17Z"));
        }

        @Test
        void contents_are_remembered_and_told_to_whoever_keeps_them() {
            since(NOW);
            server.put(config("2"));
            since(NOW);

            Target config = new Target("ConfigMap", "shop", "checkout-config", "uid-config");
            assertThat(new RememberedConfigs(cluster).versions(config))
                    .extracting(version -> version.data().get("POOL_SIZE"))
                    .containsExactly("2", "50");
            assertThat(told)
                    .extracting(version -> version.data().get("POOL_SIZE"))
                    .containsExactly("50", "2");
        }

        @Test
        void an_older_look_that_comes_late_is_no_change() {
            ObservedChanges observed = cluster.observed();
            observed.see(configMap("7", "50"));
            observed.see(configMap("9", "2"));

            observed.see(configMap("7", "50"));

            assertThat(observed.between(START, until())).hasSize(1);
        }

        private static ConfigMap configMap(String version, String pool) {
            return new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("late")
                    .withNamespace("shop")
                    .withUid("uid-late")
                    .withResourceVersion(version)
                    .withCreationTimestamp("2026-03-01T00:00:00Z")
                    .endMetadata()
                    .addToData("POOL_SIZE", pool)
                    .build();
        }

        @Test
        void scaling_and_cordoning_are_seen() {
            since(NOW);
            server.change(
                    TestCluster.DEPLOYMENT,
                    object -> ((ObjectNode) object.path("spec")).put("replicas", 6));
            server.change(
                    "/api/v1/nodes/worker-1",
                    object -> ((ObjectNode) object.path("spec")).put("unschedulable", true));

            assertThat(since(NOW))
                    .extracting(change -> change.resource().id() + " " + change.what())
                    .containsExactly(
                            "shop/checkout replicas 3 → 6",
                            "node/worker-1 unschedulable false → true");
        }

        @Test
        void a_rolled_back_revision_is_dated_by_its_return_and_named_so() {
            server.change(
                    "/apis/apps/v1/namespaces/shop/replicasets/checkout-6c9f7b8d5",
                    object -> {
                        ((ObjectNode) object.at("/metadata/annotations"))
                                .put("deployment.kubernetes.io/revision", "3")
                                .put("deployment.kubernetes.io/revision-history", "1");
                        ObjectNode entry =
                                ((ObjectNode) object.path("metadata"))
                                        .putArray("managedFields")
                                        .addObject();
                        entry.put("manager", "kube-controller-manager")
                                .put("time", "2026-03-02T09:55:00Z");
                        entry.putObject("fieldsV1")
                                .putObject("f:metadata")
                                .putObject("f:annotations")
                                .putObject("f:deployment.kubernetes.io/revision-history");
                    });

            Change change = since(Instant.parse("2026-03-02T09:50:00Z")).getFirst();

            assertThat(change.what())
                    .isEqualTo(
                            "rolled back: image shop/checkout:v2.3.1 → shop/checkout:v2.3.0; env LOG_LEVEL debug → info");
        }
    }

    @Nested
    class Dependencies extends DependencySourceContract {
        Dependencies() {
            server.put(service("orders-db"));
            server.put(
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: front-config, namespace: shop, uid: uid-front}
                    data: {ORDERS_DSN: "postgres://front:hunter2@orders-db:5432/orders"}
                    """);
            server.put(
                    """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: front, namespace: shop, uid: uid-front-deployment}
                    spec:
                      replicas: 1
                      selector: {matchLabels: {app: front}}
                      template:
                        metadata: {labels: {app: front}}
                        spec:
                          containers:
                          - name: app
                            image: shop/front:v1
                            args: ["--catalog=http://catalog.shop.svc.cluster.local:8080/api"]
                            env:
                            - {name: CHECKOUT_HOST, value: checkout}
                            - {name: MODE, value: catalog-db}
                            - {name: COLOUR, value: checkout}
                            - name: DSN
                              valueFrom: {configMapKeyRef: {name: front-config, key: ORDERS_DSN}}
                    """);
        }

        @Override
        protected DependencySource source() {
            return new KubernetesDependencySource(cluster);
        }

        @Override
        protected DependencySource dead() {
            return new KubernetesDependencySource(nobody());
        }

        @Test
        void services_named_in_variables_arguments_and_config_maps_are_what_a_workload_calls() {
            assertThat(source().dependencies().value())
                    .extracting(
                            e -> e.caller().id() + " > " + e.callee().id() + " " + e.confidence())
                    .containsExactlyInAnyOrder(
                            "shop/front > shop/checkout 0.6",
                            "shop/front > shop/catalog 0.8",
                            "shop/front > shop/orders-db 0.8");
        }
    }

    @Nested
    class Workloads extends WorkloadSourceContract {
        @Override
        protected WorkloadSource source() {
            return new KubernetesWorkloadSource(cluster);
        }

        @Override
        protected WorkloadSource dead() {
            return new KubernetesWorkloadSource(nobody());
        }

        @Test
        void a_workload_tells_its_owners_references_counts_and_revision() {
            server.put(
                    """
                    apiVersion: autoscaling/v2
                    kind: HorizontalPodAutoscaler
                    metadata: {name: checkout-hpa, namespace: shop}
                    spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout}, maxReplicas: 9}
                    """);
            server.change(
                    TestCluster.DEPLOYMENT,
                    object ->
                            ((ObjectNode) object.at("/metadata/annotations"))
                                    .put(
                                            "argocd.argoproj.io/tracking-id",
                                            "shop:apps/Deployment:shop/checkout"));

            Workload checkout =
                    source().workloads().value().stream()
                            .filter(w -> w.target().name().equals("checkout"))
                            .findFirst()
                            .orElseThrow();

            assertThat(checkout.owner()).containsExactly("hpa/checkout-hpa", "argocd/shop");
            assertThat(checkout.services()).containsExactly("checkout");
            assertThat(checkout.references()).containsExactly("checkout-config");
            assertThat(checkout.images()).containsEntry("app", "shop/checkout:v2.3.1");
            assertThat(checkout.wanted()).isEqualTo(3);
            assertThat(checkout.available()).isEqualTo(3);
            assertThat(checkout.revision()).isEqualTo(2);
        }

        private static final Target CHECKOUT = new Target("Deployment", "shop", "checkout", "");

        @Test
        void without_an_autoscaler_or_a_quota_nothing_limits_the_pods() {
            assertThat(source().ceiling(CHECKOUT).value()).isEmpty();
        }

        @Test
        void the_autoscalers_maximum_or_what_a_quota_leaves_limits_the_pods() {
            server.put(
                    """
                    apiVersion: autoscaling/v2
                    kind: HorizontalPodAutoscaler
                    metadata: {name: checkout-hpa, namespace: shop}
                    spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout}, maxReplicas: 9}
                    """);
            server.put(quota("elsewhere", "other", "{}", "1000m"));
            server.put(quota("batch", "shop", "{scopes: [BestEffort]}", "1000m"));
            assertThat(source().ceiling(CHECKOUT).value())
                    .hasValue(new Ceiling(9, "hpa/checkout-hpa"));

            server.put(quota("team", "shop", "{}", "3100m")); // 900 m are left: 3 pods of 250 m

            assertThat(source().ceiling(CHECKOUT).value()).hasValue(new Ceiling(6, "quota/team"));
        }

        @Test
        void who_decides_how_many_pods_there_are_is_told_with_its_bounds() {
            assertThat(source().autoscaler(CHECKOUT).value()).isEmpty();
            server.put(
                    """
                    apiVersion: autoscaling/v2
                    kind: HorizontalPodAutoscaler
                    metadata: {name: checkout-hpa, namespace: shop}
                    spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout}, maxReplicas: 9}
                    """);

            var autoscaler = source().autoscaler(CHECKOUT).value().orElseThrow();

            assertThat(autoscaler.target().id())
                    .isEqualTo("horizontalpodautoscaler/shop/checkout-hpa");
            assertThat(autoscaler.min()).isEqualTo(1); // Kubernetes' own default
            assertThat(autoscaler.max()).isEqualTo(9);
        }

        private static String quota(String name, String namespace, String spec, String used) {
            return """
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: %s, namespace: %s}
            spec: %s
            status:
              hard: {requests.cpu: "4", pods: "40", services: "5"}
              used: {requests.cpu: %s, pods: "4", services: "5"}
            """
                    .formatted(name, namespace, spec, used);
        }
    }

    @Nested
    class Logs extends LogSourceContract {
        Logs() {
            server.putLog(
                    "/api/v1/namespaces/shop/pods/checkout-7d9f8c6b5-x2x4z",
                    """
                    2026-03-02T09:00:00.100000000Z INFO started
                    2026-03-02T09:00:01.100000000Z {"level":"error","message":"cannot reach payments"}
                    2026-03-02T09:00:02.100000000Z ERROR java.lang.IllegalStateException: no room
                    2026-03-02T09:00:02.100100000Z \tat io.shop.Checkout.pay(Checkout.java:7)
                    2026-03-02T09:00:02.100200000Z Caused by: java.io.IOException: full
                    2026-03-02T09:00:03.100000000Z WARN slow
                    2026-03-02T09:00:04.100000000Z plain words
                    """);
        }

        @Override
        protected LogSource source() {
            return new KubernetesLogSource(cluster);
        }

        @Override
        protected LogSource dead() {
            return new KubernetesLogSource(nobody());
        }

        @Override
        protected io.sreagent.analysis.fact.Resource resource() {
            return io.sreagent.analysis.fact.Resource.service("shop", "checkout");
        }

        @Override
        protected Instant from() {
            return START;
        }

        @Override
        protected Instant until() {
            return NOW;
        }

        @Test
        void a_stack_trace_is_one_record_and_levels_are_read() {
            var lines = source().lines(resource(), from(), until(), 100).value();

            assertThat(lines)
                    .extracting(line -> line.severity().name())
                    .containsExactly("INFO", "ERROR", "ERROR", "WARN", "INFO");
            assertThat(lines.get(2).message()).contains("no room", "Checkout.java:7", "full");
        }
    }

    @Nested
    class Switch {
        private final KubernetesKillSwitch killSwitch =
                new KubernetesKillSwitch(cluster.connection());

        private void put(String engaged) {
            server.put(
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: sre-agent-kill-switch, namespace: sre-agent}
                    data: {engaged: "%s", by: ann, reason: audit}
                    """
                            .formatted(engaged));
        }

        @Test
        void absent_is_released_and_true_is_engaged() {
            assertThat(killSwitch.read()).isEqualTo(new KillSwitch.State.Released());
            put("true");
            assertThat(killSwitch.read()).isEqualTo(new KillSwitch.State.Engaged("ann", "audit"));
            put("false");
            assertThat(killSwitch.read()).isEqualTo(new KillSwitch.State.Released());
        }

        @Test
        void what_is_neither_true_nor_false_or_out_of_reach_is_unreadable() {
            put("maybe");
            assertThat(killSwitch.read()).isInstanceOf(KillSwitch.State.Unreadable.class);
            server.cutOff(true);
            assertThat(killSwitch.read()).isInstanceOf(KillSwitch.State.Unreadable.class);
        }
    }

    @Nested
    class NoCluster {
        private final Cluster none =
                new Cluster(
                        new KubernetesConnection(TestCluster.nowhere()),
                        InstantSource.fixed(NOW),
                        List.of());

        @Test
        void nothing_is_missing_where_none_is_configured() {
            assertThat(new KubernetesEventSource(none).events(START, NOW))
                    .isEqualTo(Answer.complete(List.of()));
            assertThat(new KubernetesChangeSource(none).changes(START, NOW))
                    .isEqualTo(Answer.complete(List.of()));
            assertThat(new KubernetesDependencySource(none).dependencies())
                    .isEqualTo(Answer.complete(List.of()));
            assertThat(new KubernetesWorkloadSource(none).workloads())
                    .isEqualTo(Answer.complete(List.of()));
            assertThat(new KubernetesKillSwitch(none.connection()).read())
                    .isEqualTo(new KillSwitch.State.Released());
        }
    }
}
