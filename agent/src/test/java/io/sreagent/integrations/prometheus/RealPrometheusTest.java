package io.sreagent.integrations.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import io.sreagent.contract.source.MetricSourceContract;
import io.sreagent.contract.source.SelfCheck;
import io.sreagent.contract.yaml.Mistakes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real {@code prometheus}, where it is installed, with a past that {@code promtool} wrote. */
class RealPrometheusTest extends MetricSourceContract {
    private static final Path SERVER = Path.of("/usr/bin/prometheus");
    private static final Path TOOL = Path.of("/usr/bin/promtool");
    private static final Instant UNTIL =
            Instant.now().truncatedTo(ChronoUnit.HOURS).minus(4, ChronoUnit.HOURS);
    private static final int MINUTES = 25_100;

    private static @Nullable Process process;
    private static @Nullable Path folder;
    private static String url = "";

    @BeforeAll
    static void start() throws Exception {
        boolean installed = Files.isExecutable(SERVER) && Files.isExecutable(TOOL);
        if (!installed)
            System.out.println("NOT RUN: RealPrometheusTest needs " + SERVER + " and " + TOOL);
        assumeTrue(installed, "prometheus is not installed");
        Path made = Files.createTempDirectory("real-prometheus");
        folder = made;
        Path past = made.resolve("past.om");
        Files.writeString(past, past());
        run(
                made,
                TOOL.toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                past.toString(),
                made.resolve("data").toString());
        Path config =
                Files.writeString(
                        made.resolve("prometheus.yml"), "global: {scrape_interval: 15s}\n");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        url = "http://127.0.0.1:" + port;
        process =
                new ProcessBuilder(
                                SERVER.toString(),
                                "--config.file=" + config,
                                "--storage.tsdb.path=" + made.resolve("data"),
                                "--storage.tsdb.retention.time=10y",
                                "--web.listen-address=127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(made.resolve("log").toFile())
                        .start();
        PrometheusApi api =
                new PrometheusApi(
                        new PrometheusConnection(TestSettings.at(url), url),
                        TestSettings.at(url),
                        InstantSource.system(),
                        // the server is asked until it is up, for at most a minute
                        new PrometheusApi.Patience(
                                120, Duration.ofMillis(100), Duration.ofMillis(1)));
        assertThat(api.buildInfo().path("version").asText()).isNotEmpty();
        for (int i = 0; i < 100 && !isReady(api); i++) process.waitFor(100, TimeUnit.MILLISECONDS);
    }

    private static boolean isReady(PrometheusApi api) {
        try {
            return !api.instant("vector(1)", UNTIL).series().isEmpty();
        } catch (PrometheusTrouble notYet) {
            return false;
        }
    }

    private static String past() {
        StringBuilder text = new StringBuilder("# TYPE shop_load gauge\n");
        for (String service : new String[] {"checkout", "odd$1 \\\"name"}) {
            for (int i = MINUTES; i >= 0; i--) {
                long second = UNTIL.minus(i, ChronoUnit.MINUTES).getEpochSecond();
                String value = i == 3 ? "NaN" : i == 2 ? "+Inf" : i == 1 ? "1.5e-07" : "" + i % 60;
                text.append("shop_load{namespace=\"shop\",service=\"")
                        .append(service)
                        .append("\"} ")
                        .append(value)
                        .append(' ')
                        .append(second)
                        .append('\n');
            }
        }
        return text.append("# EOF\n").toString();
    }

    private static void run(Path in, String... command) throws IOException, InterruptedException {
        Process tool =
                new ProcessBuilder(command)
                        .directory(in.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
        assertThat(tool.waitFor()).as(said).isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        Process running = process;
        if (running != null) {
            running.destroy();
            running.waitFor(10, TimeUnit.SECONDS);
            running.destroyForcibly();
        }
        Path made = folder;
        if (made == null) return;
        try (Stream<Path> files = Files.walk(made)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static PrometheusMetricSource real() {
        try {
            return new PrometheusMetricSource(TestSettings.at(url), InstantSource.system());
        } catch (Mistakes broken) {
            throw new AssertionError(broken);
        }
    }

    @Override
    protected MetricSource source() {
        return real();
    }

    @Override
    protected MetricSource dead() {
        try {
            return new PrometheusMetricSource(
                    TestSettings.at("http://127.0.0.1:1"),
                    InstantSource.system(),
                    TestSettings.IMPATIENT);
        } catch (Mistakes broken) {
            throw new AssertionError(broken);
        }
    }

    @Override
    protected Indicator indicator() {
        return indicator("shop_load");
    }

    private static Indicator indicator(String query) {
        return new Indicator(
                "request_rate",
                query,
                Unit.PER_SECOND,
                Hurts.NEITHER,
                Indicator.Scope.SERVICE,
                false,
                Double.NaN);
    }

    @Override
    protected Instant until() {
        return UNTIL;
    }

    @Test
    void what_is_no_number_is_a_gap() {
        Series series =
                real().range(
                                indicator("shop_load{service=\"checkout\"}"),
                                UNTIL.minusSeconds(240),
                                UNTIL,
                                Duration.ofMinutes(1))
                        .value()
                        .getFirst();

        assertThat(series.values()).containsExactly(4, Double.NaN, Double.NaN, 1.5e-07, 0);
    }

    @Test
    void every_query_of_the_shipped_catalogue_is_one_that_the_server_runs() throws Exception {
        PrometheusApi api = real().api().orElseThrow();
        List<String> wrong = new ArrayList<>();
        for (Preset preset : Catalogue.shipped().presets()) {
            for (Preset.Entry entry : preset.entries()) {
                String query = entry.indicator().query().replace("${window}", "5m");
                try {
                    api.instant(query, UNTIL);
                } catch (PrometheusTrouble trouble) {
                    wrong.add(
                            preset.name()
                                    + "/"
                                    + entry.indicator().name()
                                    + ": "
                                    + trouble.words());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void the_query_of_a_series_finds_exactly_it_however_odd_its_labels() {
        Answer<List<Series>> both =
                real().range(indicator(), UNTIL.minusSeconds(600), UNTIL, Duration.ofMinutes(1));
        assertThat(both.value()).hasSize(2);

        for (Series series : both.value()) {
            List<Series> again =
                    real().range(
                                    indicator(series.metric().query()),
                                    UNTIL.minusSeconds(600),
                                    UNTIL,
                                    Duration.ofMinutes(1))
                            .value();
            assertThat(again).as(series.metric().query()).hasSize(1);
            assertThat(again.getFirst().metric().resource()).isEqualTo(series.metric().resource());
        }
    }

    @Test
    void a_query_it_cannot_parse_comes_back_with_its_own_words() {
        assertThat(real().range(indicator("sum("), UNTIL, UNTIL, Duration.ofMinutes(1)).troubles())
                .singleElement()
                .asString()
                .contains("400", "sum(", "parse error");
    }

    @Test
    void doctor_sees_its_version_and_its_clock() {
        PrometheusMetricSource source = real();

        List<SelfCheck.Finding> findings =
                new PrometheusCheck(source, InstantSource.system()).check();

        assertThat(findings.getFirst().well()).isTrue();
        assertThat(findings.getFirst().detail()).contains("version 2.");
        assertThat(findings).anyMatch(finding -> finding.what().equals("clock") && finding.well());
        assertThatCode(source::indicators).doesNotThrowAnyException();
    }
}
