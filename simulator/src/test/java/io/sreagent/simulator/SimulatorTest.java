package io.sreagent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The ports of a running scenario, and that what they show agrees. */
class SimulatorTest {
    private static final String LEAK =
            "faults:\n  - {at: 20m, kind: memory_leak, target: api, with: {mb_per_min: 20}, cause: {kind: deploy, version: v9.9.9}}\n";

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private HttpResponse<String> post(String url, String type, String body) {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request.uri() + " gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    private JsonNode query(Simulator simulator, String promql) {
        return json(get(simulator.prometheusUrl()
                                + "/api/v1/query?query="
                                + URLEncoder.encode(promql, StandardCharsets.UTF_8))
                        .body())
                .path("data")
                .path("result");
    }

    private double value(Simulator simulator, String promql) {
        JsonNode result = query(simulator, promql);
        assertThat(result).as(promql).hasSize(1);
        return Double.parseDouble(result.get(0).path("value").get(1).asText());
    }

    @Test
    void prometheus_refuses_in_its_own_words() {
        try (Simulator simulator = SmallShop.start("")) {
            var bad = get(simulator.prometheusUrl() + "/api/v1/query?query=sum(");
            var many =
                    get(
                            simulator.prometheusUrl()
                                    + "/api/v1/query_range?query=up&start=0&end=11001&step=1");
            var none = get(simulator.prometheusUrl() + "/api/v1/series");

            assertThat(bad.statusCode()).isEqualTo(400);
            assertThat(json(bad.body()).path("errorType").asText()).isEqualTo("bad_data");
            assertThat(json(bad.body()).path("status").asText()).isEqualTo("error");
            assertThat(many.statusCode()).isEqualTo(400);
            assertThat(many.body())
                    .contains("exceeded maximum resolution of 11,000 points per timeseries");
            assertThat(none.body()).contains("no match[] parameter provided");
            assertThat(get(simulator.prometheusUrl() + "/-/ready").statusCode()).isEqualTo(200);
            assertThat(
                            json(get(simulator.prometheusUrl() + "/api/v1/status/buildinfo").body())
                                    .path("data")
                                    .path("version")
                                    .asText())
                    .isNotEmpty();
        }
    }

    @Test
    void a_range_query_takes_a_form_and_gives_a_matrix() {
        try (Simulator simulator = SmallShop.start("")) {
            long now = simulator.clock().instant().getEpochSecond();
            var reply =
                    post(
                            simulator.prometheusUrl() + "/api/v1/query_range",
                            "application/x-www-form-urlencoded",
                            "query=up%%7Bpod%%3D~%%22web.*%%22%%7D&start=%d&end=%d&step=60"
                                    .formatted(now - 240, now));

            JsonNode data = json(reply.body()).path("data");
            assertThat(data.path("resultType").asText()).isEqualTo("matrix");
            assertThat(data.path("result"))
                    .hasSize(3)
                    .allSatisfy(series -> assertThat(series.path("values")).hasSize(5));
        }
    }

    @Test
    void series_labels_and_metadata_describe_what_is_recorded() {
        try (Simulator simulator = SmallShop.start("")) {
            JsonNode values =
                    json(get(simulator.prometheusUrl()
                                            + "/api/v1/label/service/values?match[]=http_requests_total")
                                    .body())
                            .path("data");
            JsonNode metadata =
                    json(get(simulator.prometheusUrl()
                                            + "/api/v1/metadata?metric=http_requests_total")
                                    .body())
                            .path("data");

            assertThat(values.toString()).isEqualTo("[\"api\",\"web\"]");
            assertThat(metadata.path("http_requests_total").get(0).path("type").asText())
                    .isEqualTo("counter");
            assertThat(
                            json(get(simulator.prometheusUrl() + "/api/v1/labels").body())
                                    .path("data")
                                    .toString())
                    .contains("\"namespace\"", "\"le\"");
        }
    }

    @Test
    void every_metric_that_is_exported_is_described() {
        try (Simulator simulator = SmallShop.start("")) {
            JsonNode names =
                    json(get(simulator.prometheusUrl() + "/api/v1/label/__name__/values").body())
                            .path("data");
            JsonNode metadata =
                    json(get(simulator.prometheusUrl() + "/api/v1/metadata").body()).path("data");

            names.forEach(
                    name ->
                            assertThat(
                                            metadata.has(
                                                    name.asText()
                                                            .replaceFirst(
                                                                    "_(bucket|sum|count)$", "")))
                                    .as(name.asText())
                                    .isTrue());
        }
    }

    @Test
    void the_clock_moves_only_when_told_in_lockstep() {
        try (Simulator simulator = SmallShop.start("")) {
            var before = simulator.clock().instant();

            var reply =
                    post(
                            simulator.controlUrl() + "/clock/advance",
                            "application/json",
                            "{\"seconds\":90}");

            assertThat(json(reply.body()).path("mode").asText()).isEqualTo("lockstep");
            assertThat(json(get(simulator.controlUrl() + "/clock").body()).path("now").asText())
                    .isEqualTo(before.plusSeconds(90).toString());
            assertThat(
                            post(
                                            simulator.controlUrl() + "/clock/advance",
                                            "application/json",
                                            "{\"seconds\":-1}")
                                    .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void the_truth_is_on_no_port() {
        try (Simulator simulator =
                SmallShop.start(LEAK + "truth: {root_causes: [{service: api, kind: memory}]}\n")) {
            simulator.advance(Duration.ofMinutes(30));
            for (String url :
                    new String[] {
                        simulator.prometheusUrl(), simulator.kubernetesUrl(), simulator.controlUrl()
                    }) {
                for (String path :
                        new String[] {
                            "/truth", "/scenario", "/-/scenario", "/faults", "/api/v1/truth"
                        }) {
                    assertThat(get(url + path).statusCode()).as(url + path).isEqualTo(404);
                }
            }
            String objects =
                    get(simulator.kubernetesUrl() + "/api/v1/pods").body()
                            + get(simulator.kubernetesUrl() + "/apis/apps/v1/deployments").body()
                            + get(simulator.kubernetesUrl() + "/api/v1/events").body();
            assertThat(objects).doesNotContain("memory_leak", "leak", "900");
        }
    }

    @Test
    void metrics_objects_events_and_log_tell_the_same_story_of_a_leak() {
        try (Simulator simulator = SmallShop.start(LEAK);
                KubernetesClient client = KubernetesWireTest.client(simulator)) {
            simulator.advance(Duration.ofMinutes(27));

            assertThat(
                            value(
                                    simulator,
                                    "max(kube_pod_container_status_restarts_total{container=\"api\"})"))
                    .isEqualTo(1);
            assertThat(
                            value(
                                    simulator,
                                    "count(kube_pod_container_status_last_terminated_reason{container=\"api\",reason=\"OOMKilled\"})"))
                    .isPositive();
            var killed =
                    client.pods().withLabel("app", "api").list().getItems().stream()
                            .filter(
                                    p ->
                                            p.getStatus()
                                                            .getContainerStatuses()
                                                            .getFirst()
                                                            .getRestartCount()
                                                    > 0)
                            .findFirst()
                            .orElseThrow();
            assertThat(
                            killed.getStatus()
                                    .getContainerStatuses()
                                    .getFirst()
                                    .getLastState()
                                    .getTerminated()
                                    .getReason())
                    .isEqualTo("OOMKilled");
            assertThat(killed.getSpec().getContainers().getFirst().getImage()).endsWith(":v9.9.9");
            assertThat(client.pods().resource(killed).terminated().getLog())
                    .contains("OutOfMemoryError");
            assertThat(client.v1().events().list().getItems())
                    .anySatisfy(e -> assertThat(e.getMessage()).contains("Started container api"));
            assertThat(
                            value(
                                    simulator,
                                    "count(container_memory_working_set_bytes{container=\"api\"})"))
                    .isEqualTo(4);
        }
    }

    @Test
    void a_rollback_over_the_wire_cures_the_leak_and_a_restart_only_relieves() {
        try (Simulator simulator = SmallShop.start(LEAK);
                KubernetesClient client = KubernetesWireTest.client(simulator)) {
            simulator.advance(Duration.ofMinutes(14));
            client.apps().deployments().withName("api").rolling().restart();
            simulator.advance(Duration.ofMinutes(12));
            double relieved =
                    value(simulator, "max(container_memory_working_set_bytes{container=\"api\"})");
            var first =
                    client.apps().replicaSets().withLabel("app", "api").list().getItems().stream()
                            .filter(
                                    s ->
                                            "1"
                                                    .equals(
                                                            s.getMetadata()
                                                                    .getAnnotations()
                                                                    .get(
                                                                            "deployment.kubernetes.io/revision")))
                            .findFirst()
                            .orElseThrow();

            var template =
                    first.getSpec()
                            .getTemplate()
                            .edit()
                            .editMetadata()
                            .removeFromLabels("pod-template-hash")
                            .endMetadata()
                            .build();
            client.apps()
                    .deployments()
                    .withName("api")
                    .edit(d -> d.edit().editSpec().withTemplate(template).endSpec().build());
            simulator.advance(Duration.ofMinutes(30));

            assertThat(relieved).isGreaterThan(350.0 * 1048576);
            assertThat(
                            value(
                                    simulator,
                                    "max(container_memory_working_set_bytes{container=\"api\"})"))
                    .isLessThan(320.0 * 1048576);
            assertThat(simulator.truth().version("api")).isNotEqualTo("v9.9.9");
            assertThat(
                            client.apps()
                                    .deployments()
                                    .withName("api")
                                    .get()
                                    .getMetadata()
                                    .getAnnotations())
                    .containsEntry("deployment.kubernetes.io/revision", "4");
        }
    }

    @Test
    void the_same_seed_and_the_same_requests_make_the_same_world() {
        String one = live(SmallShop.with(LEAK).withSeed(3));
        String same = live(SmallShop.with(LEAK).withSeed(3));
        String other = live(SmallShop.with(LEAK).withSeed(4));

        assertThat(same).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    private String live(io.sreagent.simulator.scenario.Scenario scenario) {
        try (Simulator simulator = Simulator.start(scenario, SimulatorOptions.lockstep());
                KubernetesClient client = KubernetesWireTest.client(simulator)) {
            simulator.advance(Duration.ofMinutes(25));
            client.apps().deployments().withName("api").scale(6);
            simulator.advance(Duration.ofMinutes(20));
            return get(simulator.prometheusUrl()
                                    + "/api/v1/query?query=%7B__name__%3D~%22.%2B%22%7D")
                            .body()
                    + get(simulator.kubernetesUrl() + "/api/v1/pods")
                            .body()
                            .replaceAll("\"manager\":\"[^\"]*\"", "");
        }
    }

    @Test
    void load_has_a_day_and_a_quiet_shop_stays_healthy_through_it() {
        try (Simulator simulator =
                Simulator.start(
                        SmallShop.parse("history_days: 2", ""), SimulatorOptions.lockstep())) {
            double noon = value(simulator, "sum(rate(http_requests_total{service=\"web\"}[10m]))");
            double night =
                    value(
                            simulator,
                            "sum(rate(http_requests_total{service=\"web\"}[10m] offset 8h))");

            assertThat(noon / night).isGreaterThan(1.1);
            assertThat(
                            value(
                                    simulator,
                                    "sum(increase(http_requests_total{code=~\"5..\"}[1d])) / sum(increase(http_requests_total[1d]))"))
                    .isLessThan(0.01);
            assertThat(simulator.truth().health()).doesNotContainValue(false);
        }
    }

    @Test
    void scaling_out_answers_a_surge() {
        String surge =
                "faults:\n  - {at: 20m, kind: traffic_surge, target: web, with: {factor: 3}}\n";
        try (Simulator simulator = SmallShop.start(surge);
                KubernetesClient client = KubernetesWireTest.client(simulator)) {
            simulator.advance(Duration.ofMinutes(20));
            double before =
                    value(
                            simulator,
                            "sum(rate(http_requests_total{service=\"web\",code=~\"5..\"}[5m])) / sum(rate(http_requests_total{service=\"web\"}[5m]))");

            client.apps().deployments().withName("web").scale(9);
            simulator.advance(Duration.ofMinutes(10));

            assertThat(before).isGreaterThan(0.05);
            assertThat(
                            value(
                                    simulator,
                                    "sum(rate(http_requests_total{service=\"web\",code=~\"5..\"}[5m])) / sum(rate(http_requests_total{service=\"web\"}[5m]))"))
                    .isLessThan(0.02);
        }
    }

    @Test
    void a_scaled_clock_runs_by_itself() {
        try (Simulator simulator =
                Simulator.start(SmallShop.with(""), SimulatorOptions.scaled(100_000))) {
            var begin = simulator.truth().start();
            while (simulator.truth().elapsed().compareTo(Duration.ofHours(1)) < 0) {
                Thread.onSpinWait(); // 36 ms of wall time
            }

            assertThat(simulator.clock().instant()).isAfter(begin.plus(Duration.ofHours(1)));
            assertThat(get(simulator.controlUrl() + "/clock").body())
                    .contains("\"mode\":\"scaled\"");
        }
    }
}
