package io.sreagent.realinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real troubles of the real machine under the test, one after the other, seen through a real
 * Prometheus. Detection of each is timed and printed.
 *
 * <p>{@code -Dusual.interval=true} scrapes and looks as often as packages and defaults say, and
 * learns for minutes first. {@code -Dquiet.minutes=20} runs the quiet check instead: nothing is
 * broken, and nothing may be reported for so long.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIfSystemProperty(
        named = "sre.all",
        matches = "true",
        disabledReason =
                "minutes of a real machine in trouble, beyond the time that ./test may take: ./test --all")
class RealInputIT {
    private static final int QUIET_MINUTES = Integer.getInteger("quiet.minutes", 0);
    private static final boolean USUAL = Boolean.getBoolean("usual.interval");
    private static final Duration WARM_UP = USUAL ? Duration.ofMinutes(5) : Duration.ofSeconds(45);
    private static final Duration MOST = Duration.ofMinutes(3);

    /** What must be idle for one more burning core to show: a core less what the rest may take. */
    private static final double ROOM = 0.8;

    /** Share of all cores that may be busy where a host's usual minutes are to be learned. */
    private static final double CALM = 0.35;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static @Nullable Host running;
    private static @Nullable Path mount;
    private static boolean isCalm;

    @BeforeAll
    static void start() throws Exception {
        for (Path needed : List.of(Host.PROMETHEUS, Host.EXPORTER)) {
            boolean installed = Files.isExecutable(needed);
            if (!installed) System.out.println("NOT RUN: RealInputIT needs " + needed);
            assumeTrue(installed, needed + " is not installed");
        }
        assertThat(Host.PROGRAM).as("the packaged program").exists();
        isCalm = awaitCalm();
        mount = QUIET_MINUTES > 0 ? null : mounted();
        Host host = new Host(folder, USUAL);
        running = host;
        boolean scraped = Host.await(MOST, () -> host.measured("count(up == 1)") == 1);
        assertThat(scraped).as("Prometheus scrapes the exporter").isTrue();
        host.startProgram(USUAL ? Optional.empty() : Optional.of(5));
    }

    /** What came before may still keep the cores warm; a busy machine is learned as it is. */
    private static boolean awaitCalm() throws InterruptedException {
        OperatingSystemMXBean machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        int[] calmSeconds = {0};
        return Host.await(
                Duration.ofSeconds(60),
                () -> {
                    calmSeconds[0] = machine.getCpuLoad() < CALM ? calmSeconds[0] + 1 : 0;
                    return calmSeconds[0] >= 5;
                });
    }

    /** A small file system of the test's own; null where only root may mount one. */
    private static @Nullable Path mounted() throws Exception {
        Path at = Files.createDirectory(folder.resolve("full"));
        return run("mount", "-t", "tmpfs", "-o", "size=64m", "sre-agent-test", at.toString()) == 0
                ? at
                : null;
    }

    private static int run(String... command) throws Exception {
        try (Started tool = Started.of(folder.resolve("tool.log"), Map.of(), List.of(command))) {
            return tool.end();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (running != null) running.close();
        if (mount != null) run("umount", mount.toString());
    }

    private static Host host() {
        return Objects.requireNonNull(running);
    }

    @Test
    @Order(1)
    void it_shows_the_host_and_says_how_sure_it_is() throws Exception {
        boolean learned =
                Host.await(
                        MOST.plus(WARM_UP),
                        () ->
                                baseline("node_cpu_busy")
                                        .filter(RealInputIT::hasWarmedUp)
                                        .isPresent());

        assertThat(learned).as("learned from " + WARM_UP).isTrue();
        JsonNode cpu = baseline("node_cpu_busy").orElseThrow();
        System.out.println("real input: " + cpu);
        assertThat(cpu.path("resource").asText()).isEqualTo("node/" + Host.NAME);
        assertThat(cpu.path("sure").asDouble()).isBetween(0.0, 0.2);
        assertThat(cpu.path("words").asText()).contains("minutes", "no daily rhythm yet");
        if (isCalm) assertThat(host().incidents()).as("incidents of the warm-up").isEmpty();
    }

    @Test
    @Order(2)
    void a_full_file_system_opens_an_incident_that_names_its_mount() throws Exception {
        assumeNotQuiet();
        boolean mayMount = mount != null;
        if (!mayMount) System.out.println("NOT RUN: filling a file system needs root to mount one");
        assumeTrue(mayMount, "only root may mount a file system");
        Path full = Objects.requireNonNull(mount);

        fill(full.resolve("filler"));

        JsonNode incident =
                detected(
                        "a full file system",
                        title -> title.startsWith("node_filesystem_utilisation"));
        assertThat(incident.path("title").asText()).contains(full.toString());
        assertThat(incident.path("resource").asText()).isEqualTo("node/" + Host.NAME);
        assertEscalated(incident);
        Files.delete(full.resolve("filler"));
    }

    @Test
    @Order(3)
    void a_burned_core_opens_an_incident_that_names_the_host() throws Exception {
        assumeNotQuiet();
        if (!isCalm) System.out.println("NOT RUN: burning a core: others keep this machine busy");
        assumeTrue(isCalm, "others keep this machine busy: what is usual here cannot be learned");
        double idle =
                host().measured("sum(rate(node_cpu_seconds_total{mode=~\"idle|iowait\"}[1m]))");
        double cores = host().measured("count(node_cpu_seconds_total{mode=\"idle\"})");
        boolean room = idle >= ROOM;
        String why = "of %.0f cores %.2f are idle: there is none to burn".formatted(cores, idle);
        if (!room) System.out.println("NOT RUN: burning a core: " + why);
        assumeTrue(room, why);

        try (Started burning =
                Started.of(
                        folder.resolve("burner.log"),
                        Map.of(),
                        List.of("timeout", "200", "sh", "-c", "while :; do :; done"))) {
            JsonNode incident =
                    detected("a burned core", title -> title.startsWith("node_cpu_busy"));

            assertThat(burning.isAlive()).isTrue();
            assertThat(incident.path("resource").asText()).isEqualTo("node/" + Host.NAME);
            assertEscalated(incident);
        }
    }

    @Test
    @Order(4)
    void a_stopped_exporter_is_one_incident_that_names_its_job() throws Exception {
        assumeNotQuiet();
        Set<String> before = ids();

        host().stopExporter();

        JsonNode incident = detected("a stopped exporter", title -> title.startsWith("scrape_up"));
        assertThat(incident.path("resource").asText()).isEqualTo(Host.JOB);
        assertEscalated(incident);
        Set<String> fresh = ids();
        fresh.removeAll(before);
        assertThat(fresh).as("incidents of it").hasSize(1);
    }

    @Test
    @Order(5)
    void nothing_is_reported_in_quiet_minutes() throws Exception {
        assumeTrue(QUIET_MINUTES > 0, "runs alone, with -Dquiet.minutes=20");

        boolean reported =
                Host.await(Duration.ofMinutes(QUIET_MINUTES), () -> !host().incidents().isEmpty());

        JsonNode loop = host().program("/api/v1/status").path("loop");
        System.out.println("real input: " + QUIET_MINUTES + " quiet minutes, " + loop);
        assertThat(reported).as("reported: " + host().incidents()).isFalse();
        assertThat(loop.path("series").asInt()).as("series watched").isPositive();
        assertThat(loop.path("troubles")).as("troubles").isEmpty();
    }

    private static void assumeNotQuiet() {
        assumeTrue(QUIET_MINUTES == 0, "nothing is broken while quiet minutes are counted");
    }

    private static Optional<JsonNode> baseline(String metric) {
        for (JsonNode item : host().program("/api/v1/baseline/metrics").path("items"))
            if (item.path("metric").asText().contains(metric)) return Optional.of(item);
        return Optional.empty();
    }

    private static boolean hasWarmedUp(JsonNode baseline) {
        return baseline.path("learned_from_seconds").asLong() >= WARM_UP.toSeconds();
    }

    private static Set<String> ids() {
        Set<String> ids = new HashSet<>();
        host().incidents().forEach(incident -> ids.add(incident.path("id").asText()));
        return ids;
    }

    private static JsonNode detected(String what, Predicate<String> title) throws Exception {
        long begun = System.nanoTime();
        boolean seen = Host.await(MOST, () -> find(title).isPresent());
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertThat(seen)
                .as(what + " detected within " + MOST + "; open: " + host().incidents())
                .isTrue();
        JsonNode incident = find(title).orElseThrow();
        System.out.println(
                "real input: "
                        + what
                        + " detected after "
                        + seconds
                        + " s: "
                        + incident.path("title").asText());
        return incident;
    }

    private static Optional<JsonNode> find(Predicate<String> title) {
        return host().incidents().stream()
                .filter(incident -> title.test(incident.path("title").asText()))
                .findFirst();
    }

    /** Nothing may act here, so a person must be told. */
    private static void assertEscalated(JsonNode incident) throws Exception {
        String path = "/api/v1/incidents/" + incident.path("id").asText();
        Host.await(MOST, () -> host().program(path).path("state").asText().equals("ESCALATED"));
        assertThat(host().program(path).path("state").asText()).isEqualTo("ESCALATED");
        assertThat(host().program(path).path("steps")).as("steps taken").isEmpty();
    }

    private static void fill(Path file) throws IOException {
        Files.write(file, new byte[62 << 20]);
    }
}
