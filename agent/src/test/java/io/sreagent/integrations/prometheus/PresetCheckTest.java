package io.sreagent.integrations.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.SelfCheck.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresetCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-03T10:00:00Z");
    private static final String CATALOGUE =
            """
            presets:
              - name: web
                probe: web_requests_total
                indicators:
                  - name: error_ratio
                    query: rate(web_requests_total{code=~"5.."}[${window}])
                    scope: pod
              - name: disks
                probe: disk_bytes_total
                indicators:
                  - name: disk_bytes
                    query: rate(disk_bytes_total{device!~"loop.*"}[${window}])
                    scope: node
              - name: absent
                probe: nothing_like_this_total
                indicators:
                  - {name: absent_rate, query: nothing_like_this_total, scope: node}
            """;

    @TempDir Path folder;

    @Test
    void an_active_preset_says_how_many_series_joined_and_which_labels_it_lacks() throws Exception {
        try (ScriptedPrometheus server = new ScriptedPrometheus()) {
            server.always(
                    asked ->
                            switch (asked.path()) {
                                case "/api/v1/query" -> instant(asked, "web_requests_total");
                                case "/api/v1/series" ->
                                        list(
                                                """
                                                {"__name__":"web_requests_total","pod":"a-1","zone":"x"},
                                                {"__name__":"web_requests_total","zone":"y"}
                                                """);
                                case "/api/v1/labels" -> list("\"pod\",\"zone\"");
                                default -> list("");
                            });

            Finding web = finding(server, "preset web");

            assertThat(web.well()).isFalse();
            assertThat(web.detail())
                    .contains("2 series of web_requests_total, 1 joined to a resource")
                    .contains("no label names the pod (exported_pod, pod,")
                    .contains("web_requests_total has no label code, by which error_ratio selects");
            assertThat(server.asked())
                    .filteredOn(asked -> asked.path().equals("/api/v1/series"))
                    .allSatisfy(
                            asked -> {
                                assertThat(asked.form()).containsEntry("limit", "1000");
                                assertThat(asked.form())
                                        .containsEntry("match[]", "web_requests_total");
                            });
        }
    }

    @Test
    void a_preset_with_all_its_labels_is_well() throws Exception {
        try (ScriptedPrometheus server = new ScriptedPrometheus()) {
            server.always(
                    asked ->
                            switch (asked.path()) {
                                case "/api/v1/query" -> instant(asked, "disk_bytes_total");
                                case "/api/v1/series" ->
                                        list("{\"__name__\":\"x\",\"instance\":\"h:9100\"}");
                                case "/api/v1/labels" -> list("\"instance\"");
                                default -> list("");
                            });

            Finding disks = finding(server, "preset disks");

            assertThat(disks.well()).as("%s", disks).isTrue();
            assertThat(disks.detail()).contains("1 series of disk_bytes_total, 1 joined");
        }
    }

    @Test
    void a_metric_that_is_not_there_brings_its_neighbours() throws Exception {
        try (ScriptedPrometheus server = new ScriptedPrometheus()) {
            server.always(
                    asked ->
                            switch (asked.path()) {
                                case "/api/v1/query" -> instant(asked, "disk_bytes_total");
                                case "/api/v1/label/__name__/values" ->
                                        list("\"up\",\"web_request_total\",\"disk_bytes_total\"");
                                case "/api/v1/metadata" ->
                                        new ScriptedPrometheus.Said(
                                                200,
                                                "{\"status\":\"success\",\"data\":{\"web_request_total\":[{\"type\":\"counter\"}]}}");
                                default -> list("");
                            });

            List<Finding> all = findings(server);

            assertThat(all)
                    .filteredOn(f -> f.what().equals("preset web"))
                    .singleElement()
                    .satisfies(
                            f ->
                                    assertThat(f.detail())
                                            .contains("near: web_request_total (counter)"));
            assertThat(all)
                    .filteredOn(f -> f.what().equals("presets not active"))
                    .singleElement()
                    .satisfies(f -> assertThat(f.detail()).startsWith("absent:"));
        }
    }

    @Test
    void a_server_that_cannot_list_its_series_is_a_finding_and_no_failure() throws Exception {
        try (ScriptedPrometheus server = new ScriptedPrometheus()) {
            server.always(
                    asked ->
                            asked.path().equals("/api/v1/query")
                                    ? instant(asked, "disk_bytes_total")
                                    : new ScriptedPrometheus.Said(403, "{\"error\":\"no\"}"));

            assertThat(finding(server, "preset disks").detail()).contains("answered 403");
        }
    }

    @Test
    void a_label_that_may_be_absent_is_not_demanded() {
        assertThat(
                        Selectors.demandedBy(
                                "sum(a{x=\"1\", y!=\"2\", z=~\"3|\"}) / b_total{le=~\"[{}]+\",v=\"\"}"
                                        + " + rate(c[5m])"))
                .isEqualTo(Map.of("a", Set.of("x"), "b_total", Set.of("le")));
    }

    @Test
    void near_names_come_nearest_first_and_far_ones_not_at_all() {
        assertThat(
                        NearNames.to(
                                "http_requests_total",
                                List.of(
                                        "http_request_total",
                                        "http_requests_totals_",
                                        "node_cpu_seconds_total",
                                        "http_requests_total"),
                                3))
                .containsExactly("http_request_total", "http_requests_totals_");
    }

    @Test
    void the_shipped_catalogue_demands_labels_of_metrics_only() {
        for (Preset preset : Catalogue.shipped().presets()) {
            for (Preset.Entry entry : preset.entries()) {
                Indicator indicator = entry.indicator();
                assertThat(Selectors.demandedBy(indicator.query()).keySet())
                        .as(indicator.name())
                        .allMatch(metric -> indicator.query().contains(metric + "{"));
            }
        }
    }

    private Finding finding(ScriptedPrometheus server, String what) throws Exception {
        return findings(server).stream()
                .filter(finding -> finding.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private List<Finding> findings(ScriptedPrometheus server) throws Exception {
        Path file = Files.writeString(folder.resolve("catalogue.yaml"), CATALOGUE);
        InstantSource clock = InstantSource.fixed(NOW);
        PrometheusMetricSource source =
                new PrometheusMetricSource(
                        TestSettings.at(server.url()).withCatalogue(file.toString()),
                        clock,
                        TestSettings.IMPATIENT);
        return new PrometheusCheck(source, clock).check();
    }

    /** Samples of one metric only, whatever is asked. */
    private static ScriptedPrometheus.Said instant(ScriptedPrometheus.Asked asked, String metric) {
        String result =
                asked.form().getOrDefault("query", "").contains(metric)
                        ? "{\"metric\":{},\"value\":[1772532000,\"40\"]}"
                        : "";
        return new ScriptedPrometheus.Said(
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                        + result
                        + "]}}");
    }

    private static ScriptedPrometheus.Said list(String items) {
        return new ScriptedPrometheus.Said(
                200, "{\"status\":\"success\",\"data\":[" + items + "]}");
    }
}
