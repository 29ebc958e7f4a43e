package io.sreagent.integrations.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import io.sreagent.contract.source.MetricSourceContract;
import io.sreagent.contract.yaml.Mistakes;
import io.sreagent.integrations.prometheus.ScriptedPrometheus.Asked;
import io.sreagent.integrations.prometheus.ScriptedPrometheus.Said;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusMetricSourceTest extends MetricSourceContract {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private ScriptedPrometheus server;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedPrometheus().always(PrometheusMetricSourceTest::twoServices);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Two services with the minute of the hour as their value; a range too long is refused. */
    private static Said twoServices(Asked request) {
        if (!request.path().endsWith("query_range")) return Said.data("");
        double start = request.number("start");
        double step = request.number("step");
        int points = (int) Math.round((request.number("end") - start) / step) + 1;
        if (points > 11_000) {
            return new Said(
                    400,
                    "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"exceeded maximum"
                            + " resolution of 11,000 points per timeseries\"}");
        }
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < points; i++) {
            double time = start + i * step;
            values.append(i == 0 ? "" : ",")
                    .append(
                            String.format(
                                    Locale.ROOT, "[%.3f,\"%d\"]", time, (long) (time / 60) % 60));
        }
        return Said.data(
                "{\"metric\":{\"namespace\":\"shop\",\"service\":\"checkout\"},\"values\":["
                        + values
                        + "]},{\"metric\":{\"namespace\":\"shop\",\"service\":\"catalog\"},\"values\":["
                        + values
                        + "]}");
    }

    private MetricSource source(TestSettings settings) {
        try {
            return new PrometheusMetricSource(
                    settings, InstantSource.fixed(NOW), TestSettings.IMPATIENT);
        } catch (Mistakes broken) {
            throw new AssertionError(broken);
        }
    }

    @Override
    protected MetricSource source() {
        return source(TestSettings.at(server.url()));
    }

    @Override
    protected MetricSource dead() {
        return source(TestSettings.at("http://127.0.0.1:1"));
    }

    @Override
    protected Indicator indicator() {
        return indicator("request_rate", Indicator.Scope.SERVICE);
    }

    @Override
    protected Instant until() {
        return NOW;
    }

    private static Indicator indicator(String name, Indicator.Scope scope) {
        return new Indicator(
                name, "some_query", Unit.PER_SECOND, Hurts.NEITHER, scope, false, Double.NaN);
    }

    private static String one(String values) {
        return "{\"metric\":{\"service\":\"checkout\"},\"values\":[" + values + "]}";
    }

    private Answer<List<Series>> lastMinutes(MetricSource source, int minutes) {
        return source.range(indicator(), NOW.minus(MINUTE.multipliedBy(minutes)), NOW, MINUTE);
    }

    private void always(String result) {
        server.always(request -> Said.data(result));
    }

    @Test
    void what_is_no_number_is_a_gap_and_exponents_are_read() {
        long t = NOW.getEpochSecond();
        always(
                one(
                        "[%d,\"NaN\"],[%d,\"+Inf\"],[%d,\"-Inf\"],[%d.000,\"1.5e-05\"],[%d,\"-0\"]"
                                .formatted(t - 300, t - 240, t - 180, t - 120, t - 60)));

        Series series = lastMinutes(source(), 5).value().getFirst();

        assertThat(series.values())
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, 1.5e-05, -0.0, Double.NaN);
    }

    @Test
    void samples_of_a_server_that_aligns_queries_land_on_the_nearest_point() {
        long t = NOW.getEpochSecond();
        always(one("[%d.5,\"1\"],[%d.5,\"2\"]".formatted(t - 73, t - 13)));

        Series series = lastMinutes(source(), 1).value().getFirst();

        assertThat(series.values()).containsExactly(1, 2);
    }

    @Test
    void a_warning_of_a_partial_answer_surfaces_beside_the_data() {
        server.always(
                request ->
                        new Said(
                                200,
                                "{\"status\":\"success\",\"warnings\":[\"store-2 is"
                                        + " gone\"],\"data\":{\"resultType\":\"matrix\",\"result\":["
                                        + one("[%d,\"1\"]".formatted(NOW.getEpochSecond()))
                                        + "]}}"));

        Answer<List<Series>> answer = lastMinutes(source(), 1);

        assertThat(answer.value()).hasSize(1);
        assertThat(answer.troubles()).singleElement().asString().contains("store-2 is gone");
    }

    @Test
    void a_server_that_refuses_post_is_asked_by_get_from_then_on() {
        server.always(
                request ->
                        request.method().equals("POST") ? new Said(405, "") : twoServices(request));
        MetricSource source = source();

        assertThat(lastMinutes(source, 5).value()).hasSize(2);
        assertThat(lastMinutes(source, 6).value()).hasSize(2);

        assertThat(server.asked()).extracting(Asked::method).containsExactly("POST", "GET", "GET");
    }

    @Test
    void a_long_range_is_split_at_the_servers_limit() {
        Instant from = NOW.minus(MINUTE.multipliedBy(22_000));

        Answer<List<Series>> answer = source().range(indicator(), from, NOW, MINUTE);

        assertThat(server.asked()).hasSize(3);
        assertThat(answer.value().getFirst().present()).isEqualTo(22_001);
    }

    @Test
    void token_and_tenant_are_sent_and_the_token_is_masked_in_errors() {
        server.always(
                request ->
                        new Said(
                                403,
                                "{\"status\":\"error\",\"error\":\"no rights for Bearer"
                                        + " s3cr3t\"}"));

        Answer<List<Series>> answer =
                lastMinutes(source(TestSettings.at(server.url()).withToken("s3cr3t", "team-a")), 1);

        Asked asked = server.asked().getFirst();
        assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer s3cr3t");
        assertThat(asked.headers().getFirst("X-Scope-OrgID")).isEqualTo("team-a");
        assertThat(answer.troubles())
                .singleElement()
                .asString()
                .contains("403", "***", "prometheus.bearer_token")
                .doesNotContain("s3cr3t");
    }

    @Test
    void name_and_password_are_sent_as_basic_authentication() {
        lastMinutes(source(TestSettings.at(server.url()).withBasic("me", "pw")), 1);

        assertThat(server.asked().getFirst().headers().getFirst("Authorization"))
                .isEqualTo("Basic bWU6cHc=");
    }

    @Test
    void compressed_answers_are_not_asked_for() {
        lastMinutes(source(), 1);

        assertThat(server.asked().getFirst().headers()).doesNotContainKey("Accept-encoding");
    }

    @Test
    void a_passing_failure_is_asked_again() {
        server.next(503, "busy").next(429, "slow down");

        assertThat(lastMinutes(source(), 5).troubles()).isEmpty();
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void a_query_the_server_cannot_run_is_not_asked_again_and_the_error_carries_it() {
        server.always(
                request ->
                        new Said(
                                422,
                                "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"many-to-many\"}"));

        Answer<List<Series>> answer = lastMinutes(source(), 5);

        assertThat(server.asked()).hasSize(1);
        assertThat(answer.troubles())
                .singleElement()
                .asString()
                .contains("422", "some_query", "many-to-many", "request_rate");
    }

    @Test
    void a_server_that_keeps_failing_is_left_alone() {
        server.always(request -> new Said(500, ""));
        MetricSource source = source();

        for (int i = 1; i <= 4; i++) lastMinutes(source, i);

        assertThat(server.asked()).hasSize(5);
        assertThat(lastMinutes(source, 9).troubles())
                .singleElement()
                .asString()
                .contains("left alone");
    }

    @Test
    void an_answer_cut_off_in_the_middle_is_a_trouble_not_a_short_series() {
        server.always(
                request ->
                        new Said(
                                200,
                                "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"values\":[[1,\"2\"]"));

        Answer<List<Series>> answer = lastMinutes(source(), 5);

        assertThat(answer.value()).isEmpty();
        assertThat(answer.troubles()).hasSize(1);
    }

    @Test
    void the_same_range_within_seconds_is_asked_once() {
        MetricSource source = source();

        lastMinutes(source, 5);
        lastMinutes(source, 5);

        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void several_series_of_one_resource_are_told_apart_by_what_names_nothing() {
        long t = NOW.getEpochSecond();
        always(
                "{\"metric\":{\"instance\":\"10.0.0.7:9100\",\"mountpoint\":\"/\"},\"values\":[[%d,\"1\"]]},"
                                .formatted(t)
                        + "{\"metric\":{\"instance\":\"10.0.0.7:9100\",\"mountpoint\":\"/data\"},\"values\":[[%d,\"2\"]]}"
                                .formatted(t));

        List<Series> series =
                source().range(
                                indicator("node_filesystem_utilisation", Indicator.Scope.NODE),
                                NOW,
                                NOW,
                                MINUTE)
                        .value();

        assertThat(series)
                .extracting(s -> s.metric().id())
                .containsExactlyInAnyOrder(
                        "node_filesystem_utilisation{mountpoint=\"/\"} node/10.0.0.7",
                        "node_filesystem_utilisation{mountpoint=\"/data\"} node/10.0.0.7");
    }

    @Test
    void without_an_address_nothing_is_missing() throws Exception {
        MetricSource silent =
                new PrometheusMetricSource(
                        new TestSettings(
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Map.of(),
                                5),
                        InstantSource.fixed(NOW));

        assertThat(silent.indicators()).isEqualTo(Answer.complete(List.of()));
        assertThat(lastMinutes(silent, 5)).isEqualTo(Answer.complete(List.of()));
    }

    @Test
    void presets_are_active_by_their_probe_and_windows_follow_the_scrape_interval() {
        server.always(
                request -> {
                    String query = request.form().getOrDefault("query", "");
                    if (query.contains("(http_requests_total[10m]")) return sample("10");
                    if (query.contains("(node_cpu_seconds_total[10m]")) return sample("40");
                    return Said.data("");
                });

        MetricSource source = source();
        List<Indicator> indicators = source.indicators().value();

        assertThat(source.sampleDistance()).contains(Duration.ofMinutes(1));
        assertThat(indicators)
                .extracting(Indicator::name)
                .contains("request_rate", "error_ratio", "node_cpu_utilisation")
                .doesNotContain("latency_p99", "scrape_up");
        assertThat(query(indicators, "request_rate")).contains("[4m]");
        assertThat(query(indicators, "node_cpu_utilisation")).contains("[1m]");
        assertThat(indicators)
                .filteredOn(Indicator::serviceLevel)
                .extracting(Indicator::name)
                .containsExactly("error_ratio");
    }

    @Test
    void of_a_server_that_has_just_started_rates_are_over_the_minute_there_is() {
        server.always(
                request -> {
                    String query = request.form().getOrDefault("query", "");
                    return query.contains("(node_cpu_seconds_total[") ? sample("3") : Said.data("");
                });

        MetricSource source = source();

        assertThat(query(source.indicators().value(), "node_cpu_utilisation")).contains("[1m]");
        assertThat(source.sampleDistance()).as("too early to tell").isEmpty();
    }

    @Test
    void of_a_server_that_is_minutes_old_the_last_five_tell_how_often_it_scrapes() {
        server.always(
                request -> {
                    String query = request.form().getOrDefault("query", "");
                    if (query.contains("(node_cpu_seconds_total[1m]")) return sample("1");
                    return query.contains("(node_cpu_seconds_total[") ? sample("5") : Said.data("");
                });

        assertThat(query(source().indicators().value(), "node_cpu_utilisation")).contains("[4m]");
    }

    @Test
    void a_bare_host_is_its_own_service_level() {
        server.always(
                request ->
                        request.form().getOrDefault("query", "").contains("node_cpu_seconds_total")
                                ? sample("40")
                                : Said.data(""));

        MetricSource source = source();
        assertThat(source.sampleDistance()).isEmpty();
        assertThat(source.indicators().value())
                .filteredOn(Indicator::serviceLevel)
                .extracting(Indicator::name)
                .containsExactlyInAnyOrder(
                        "node_cpu_busy", "node_memory_utilisation", "node_filesystem_utilisation");
        assertThat(source.sampleDistance()).contains(Duration.ofSeconds(15));
    }

    @Test
    void that_targets_are_scraped_tells_nothing_of_users() {
        server.always(
                request -> {
                    String query = request.form().getOrDefault("query", "");
                    boolean there =
                            query.contains("node_cpu_seconds_total") || query.contains("(up[");
                    return there ? sample("40") : Said.data("");
                });

        assertThat(source().indicators().value())
                .filteredOn(Indicator::serviceLevel)
                .extracting(Indicator::name)
                .contains("scrape_up", "node_filesystem_utilisation");
    }

    @Test
    void a_server_started_a_minute_ago_shows_its_scrape_interval_in_its_last_minute() {
        server.always(
                request -> {
                    String query = request.form().getOrDefault("query", "");
                    return query.contains("(node_cpu_seconds_total[")
                            ? sample("12")
                            : Said.data("");
                });

        assertThat(query(source().indicators().value(), "node_cpu_utilisation")).contains("[1m]");
    }

    @Test
    void an_empty_server_says_which_metrics_it_was_probed_for() {
        always("");

        assertThat(source().indicators().troubles())
                .singleElement()
                .asString()
                .contains("node_cpu_seconds_total", "prometheus.catalogue");
    }

    private static Said sample(String value) {
        return Said.data("{\"metric\":{},\"value\":[1,\"" + value + "\"]}");
    }

    private static String query(List<Indicator> indicators, String name) {
        return indicators.stream()
                .filter(indicator -> indicator.name().equals(name))
                .findFirst()
                .orElseThrow()
                .query();
    }
}
