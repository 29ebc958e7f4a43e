package io.sreagent.integrations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.act.Presence;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.source.ConfigHistory;
import io.sreagent.contract.source.Workload;
import io.sreagent.simulator.Simulator;
import io.sreagent.simulator.SimulatorOptions;
import io.sreagent.simulator.http.Mutation;
import io.sreagent.simulator.scenario.ScenarioParser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sources and executors against the simulated cluster, whose controllers really act. */
class SimulatorTest {
    private final Simulator simulator =
            Simulator.start(
                    ScenarioParser.parse(
                            "cluster.yaml",
                            """
                            id: "1"
                            seed: 5
                            history_days: 0
                            duration: 6h
                            load: {base_rps: 50, daily: 0.1, weekly: 0, noise: 0.03}
                            topology:
                              services:
                                - {name: web, replicas: 3, cpu: 1, memory: 512, calls: [{to: api, share: 1}]}
                                - {name: api, replicas: 2, cpu: 1, memory: 512}
                            events:
                              - {at: 10m, kind: deploy, target: web, version: v9}
                            faults:
                              - {at: 20m, kind: bad_config, target: api}
                            truth: {}
                            """),
                    SimulatorOptions.lockstep());
    private final KubernetesConnection connection =
            new KubernetesConnection(TestCluster.at(simulator.kubernetesUrl()));
    private final Cluster cluster = new Cluster(connection, simulator.clock(), List.of());
    private final KubernetesChangeSource changes = new KubernetesChangeSource(cluster);
    private final Instant start = simulator.clock().instant();

    SimulatorTest() {
        changes.changes(start, start.plusSeconds(1)); // the first look remembers
        simulator.advance(Duration.ofMinutes(30));
    }

    @AfterEach
    void stop() {
        connection.close();
        simulator.close();
    }

    private Instant now() {
        return simulator.clock().instant();
    }

    private Target target(String name) {
        return new KubernetesWorkloadSource(cluster)
                .workloads().value().stream()
                        .map(Workload::target)
                        .filter(target -> target.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    /** Previews, executes, looks, executes again, waits; the cluster was changed exactly once. */
    private Preview carriedOut(Executor executor, Target target, Map<String, String> arguments)
            throws Exception {
        Intent intent = new Intent(executor.tool(), target, arguments);
        Preview bound = executor.preview(intent);
        String key = "PLAN-1-1/" + executor.tool();
        assertThat(executor.look(intent, bound, key)).isEqualTo(Presence.ABSENT);

        assertThat(executor.execute(intent, bound, key)).isInstanceOf(Outcome.Done.class);
        assertThat(executor.look(intent, bound, key)).isEqualTo(Presence.PRESENT);
        executor.execute(intent, bound, key);
        Outcome outcome = executor.settled(intent, bound, key);
        for (int minute = 0; minute < 15 && outcome instanceof Outcome.Retry; minute++) {
            simulator.advance(Duration.ofMinutes(1));
            outcome = executor.settled(intent, bound, key);
        }

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.requests().stream().filter(Mutation::effective)).hasSize(1);
        return bound;
    }

    @Test
    void changes_tell_of_the_roll_out_and_of_the_config() {
        List<Change> seen = changes.changes(start, now().plusSeconds(1)).value();

        assertThat(seen)
                .anySatisfy(
                        change -> {
                            assertThat(change.resource().id()).isEqualTo("shop/web");
                            assertThat(change.kind()).isEqualTo(Change.Kind.DEPLOY);
                            assertThat(change.what()).contains("v9");
                            assertThat(change.time())
                                    .isBetween(
                                            start.plus(Duration.ofMinutes(10)),
                                            start.plus(Duration.ofMinutes(11)));
                        })
                .anySatisfy(
                        change -> {
                            assertThat(change.resource().id()).isEqualTo("shop/api");
                            assertThat(change.kind()).isEqualTo(Change.Kind.CONFIG);
                            assertThat(change.what()).contains("→");
                            assertThat(change.time())
                                    .isBetween(
                                            start.plus(Duration.ofMinutes(20)),
                                            start.plus(Duration.ofMinutes(21)));
                        });
    }

    @Test
    void watching_from_the_start_remembers_a_content_nobody_asked_for() throws Exception {
        BlockingQueue<ConfigHistory.Version> told = new LinkedBlockingQueue<>();
        KubernetesConnection watching =
                new KubernetesConnection(TestCluster.watching(simulator.kubernetesUrl()));
        Cluster watched = new Cluster(watching, simulator.clock(), List.of(told::add));
        watched.watchFromTheStart();
        String config = "api-config";
        assertThat(next(told, config).data()).isNotEmpty();

        watching.client()
                .configMaps()
                .inNamespace("shop")
                .withName(config)
                .edit(
                        object -> {
                            object.getData().put("added", "later");
                            return object;
                        });

        ConfigHistory.Version version = next(told, config);
        assertThat(version.data()).containsEntry("added", "later");
        assertThat(new RememberedConfigs(watched).versions(version.object())).hasSize(2);
        watched.close();
        watching.close();
    }

    private static ConfigHistory.Version next(
            BlockingQueue<ConfigHistory.Version> told, String name) throws InterruptedException {
        while (true) {
            ConfigHistory.Version version = told.poll(30, TimeUnit.SECONDS);
            if (version == null) throw new AssertionError("nothing was told of " + name);
            if (version.object().name().equals(name)) return version;
        }
    }

    @Test
    void events_and_logs_name_their_workload() {
        assertThat(new KubernetesEventSource(cluster).events(start, now().plusSeconds(1)).value())
                .isNotEmpty()
                .anyMatch(event -> "web".equals(event.resource().workload()));
        assertThat(
                        new KubernetesLogSource(cluster)
                                .lines(Resource.service("shop", "api"), start, now(), 50)
                                .value())
                .isNotEmpty();
    }

    @Test
    void a_roll_back_puts_the_image_of_the_revision_before_back() throws Exception {
        Preview bound = carriedOut(new Rollback(connection), target("web"), Map.of());

        assertThat(bound.changes()).anyMatch(change -> change.path().endsWith("/image"));
        assertThat(changes.changes(now().minusSeconds(1200), now().plusSeconds(1)).value())
                .anyMatch(change -> change.what().startsWith("rolled back"));
    }

    @Test
    void a_restart_replaces_every_pod() throws Exception {
        assertThat(carriedOut(new RolloutRestart(connection), target("web"), Map.of()).affected())
                .hasSize(3);
    }

    @Test
    void scaling_sets_the_replicas() throws Exception {
        carriedOut(new Scale(connection), target("web"), Map.of("by", "2"));
    }

    private String imageBefore() {
        return changes.changes(start, now()).value().stream()
                .map(Change::what)
                .filter(what -> what.startsWith("image "))
                .findFirst()
                .orElseThrow()
                .split(" ")[1];
    }

    @Test
    void an_image_is_set() throws Exception {
        carriedOut(new SetImage(connection), target("web"), Map.of("image", imageBefore()));
    }

    @Test
    void an_image_that_does_not_exist_ends_the_waiting() throws Exception {
        SetImage setImage = new SetImage(connection);
        String missing = imageBefore() + "-never-built";
        Intent intent = new Intent(setImage.tool(), target("web"), Map.of("image", missing));
        Preview bound = setImage.preview(intent);
        setImage.execute(intent, bound, "k");

        simulator.advance(Duration.ofMinutes(3));

        assertThat(setImage.settled(intent, bound, "k"))
                .isInstanceOf(Outcome.Refused.class)
                .extracting(Outcome::detail)
                .asString()
                .contains("ImagePull");
        assertThat(setImage.undo(intent, bound, "k/undo")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void resources_are_set() throws Exception {
        carriedOut(new PatchResources(connection), target("web"), Map.of("memory_limit", "1Gi"));
    }

    @Test
    void a_pod_is_evicted_and_replaced() throws Exception {
        String pod =
                connection
                        .client()
                        .pods()
                        .inNamespace("shop")
                        .withLabel("app", "web")
                        .list()
                        .getItems()
                        .getFirst()
                        .getMetadata()
                        .getName();

        carriedOut(new RestartPod(connection), new Target("Pod", "shop", pod, ""), Map.of());
    }

    @Test
    void a_config_is_put_back_to_what_was_seen_before() throws Exception {
        changes.changes(start, now());
        Workload api =
                new KubernetesWorkloadSource(cluster)
                        .workloads().value().stream()
                                .filter(workload -> workload.target().name().equals("api"))
                                .findFirst()
                                .orElseThrow();

        Preview bound =
                carriedOut(
                        new RollbackConfig(connection, List.of(new RememberedConfigs(cluster))),
                        new Target("ConfigMap", "shop", api.references().getFirst(), ""),
                        Map.of());

        assertThat(bound.changes()).isNotEmpty();
    }
}
