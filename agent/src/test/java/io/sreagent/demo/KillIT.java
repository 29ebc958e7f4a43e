package io.sreagent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;

import io.sreagent.simulator.http.Mutation;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The whole program, killed at every commit point of an incident's life and started again: the
 * incident ends as if nothing had happened, nothing is lost and nothing done twice.
 *
 * <p>One undisturbed life lists the points; there is no other list, so that a new point has its
 * kill. {@code -Dsre.all=true} kills at each single one, not only at those that {@link KillPoint}
 * tells apart; {@code -Dkill.at=effect:before#1, …} at these. As many lives at once as {@code
 * kill.parallel} says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillIT {
    private static final Path PROGRAM =
            Path.of(System.getProperty("kill.program", "target/quarkus-app/quarkus-run.jar"));

    /** Points on other ways through the program, and what would be lost there. */
    private static final Map<String, String> ELSEWHERE =
            Map.of(
                    "incident:escalated", "a person has it: nothing goes on by itself from there",
                    "incident:feedback", "a person's opinion, one transaction without a sequel",
                    "incident:report", "opens as incident:open does, on a person's word",
                    "policy:set", "a person's setting, one transaction without a sequel",
                    "token:create", "one transaction without a sequel",
                    "token:revoke", "one transaction without a sequel",
                    "idempotency:take", "only a client that sends a key passes it",
                    "idempotency:settle", "only a client that sends a key passes it",
                    "idempotency:forget", "tidying up");

    private final ExecutorService pool =
            Executors.newFixedThreadPool(Integer.getInteger("kill.parallel", 2));
    private Lives lives;
    private Lives.Traces undisturbed;

    @BeforeAll
    void live_once_undisturbed() throws Exception {
        assertThat(PROGRAM).as("built by mvn package").exists();
        lives =
                new Lives(
                        Scenarios.in(Path.of("src/test/resources/scenarios/killed.yaml")),
                        command());
        undisturbed = lives.undisturbed();
    }

    @AfterAll
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void an_undisturbed_life_is_mended_by_one_plan() {
        assertIsWell(undisturbed);
        assertThat(steps(undisturbed)).isNotEmpty();
        assertThat(undisturbed.points())
                .contains("plan:decide", "step:intended", "effect:before", "effect:after");
    }

    /** A point that this life does not pass has no kill here: whoever adds one says why. */
    @Test
    void every_point_named_in_the_program_is_killed_at_or_lies_on_another_way() throws IOException {
        Set<String> unexplained = new TreeSet<>(named());
        unexplained.removeAll(undisturbed.points());
        assertThat(unexplained).isEqualTo(ELSEWHERE.keySet());
    }

    @TestFactory
    Stream<DynamicTest> an_incident_outlives_a_kill_at() {
        List<DynamicTest> tests = new ArrayList<>();
        for (KillPoint point : chosen()) {
            Future<Lives.Traces> life = pool.submit(() -> lives.killedAt(point));
            tests.add(dynamicTest(point.toString(), () -> assertIsTheSame(life.get(), point)));
        }
        return tests.stream();
    }

    private List<KillPoint> chosen() {
        List<KillPoint> life = KillPoint.life(undisturbed.points());
        String at = System.getProperty("kill.at", "");
        if (!at.isEmpty()) {
            List<String> wanted = List.of(at.split(",", -1));
            return life.stream().filter(point -> wanted.contains(point.at())).toList();
        }
        return Boolean.getBoolean("sre.all") ? life : KillPoint.distinct(life);
    }

    private void assertIsTheSame(Lives.Traces life, KillPoint point) {
        assertThat(life.points().getLast()).as("where it was killed").isEqualTo(point.name());
        assertIsWell(life);
        assertThat(story(life)).isEqualTo(story(undisturbed));
        assertThat(effects(life)).isEqualTo(effects(undisturbed));
    }

    private static void assertIsWell(Lives.Traces life) {
        assertThat(life.incidents()).as("incidents").hasSize(1);
        JsonNode incident = life.incidents().getFirst();
        assertThat(incident.path("state").asText()).as("%s", incident).isEqualTo("RESOLVED");
        assertThat(incident.path("resolution").asText()).isEqualTo("FIXED");
        assertThat(life.auditVerdict().path("state").asText())
                .as("%s", life.auditVerdict())
                .isEqualTo("INTACT");
        assertThat(effects(life)).as("each step once").isEqualTo(steps(life));
    }

    /** Keys of the steps of the plan, in its order. */
    private static List<String> steps(Lives.Traces life) {
        List<String> keys = new ArrayList<>();
        life.incidents()
                .getFirst()
                .path("plan")
                .path("steps")
                .forEach(step -> keys.add(step.path("key").asText()));
        return keys;
    }

    /** What took effect in the cluster, by the step it says it is. */
    private static List<String> effects(Lives.Traces life) {
        return life.requests().stream()
                .filter(Mutation::effective)
                .map(request -> request.annotations().getOrDefault("step", request.toString()))
                .toList();
    }

    /** What happened to the incident, without what was merely observed. */
    private static List<String> story(Lives.Traces life) {
        List<String> lines = new ArrayList<>();
        for (JsonNode line : life.incidents().getFirst().path("timeline")) {
            String kind = line.path("kind").asText();
            if (List.of("anomaly", "diagnosis").contains(kind)) continue;
            lines.add(kind + " " + line.path("to").asText());
        }
        return lines;
    }

    /** Names that stand in the sources as they are; a composed one is seen when it is passed. */
    private static Set<String> named() throws IOException {
        Pattern call =
                Pattern.compile("\\b(?:transaction|change|passed)\\(\\s*\"([^\"]+:[^\"]+)\"");
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher found = call.matcher(Files.readString(file));
                while (found.find()) names.add(found.group(1));
            }
        }
        return names;
    }

    private static List<String> command() throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx512m",
                                "-Xlog:disable",
                                "-Dsre-agent.home=" + Path.of("..").toRealPath()));
        startCache().ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
        command.addAll(List.of("-jar", PROGRAM.toRealPath().toString()));
        return command;
    }

    /** What the launcher made, if it did; the JVM ignores one that does not fit. */
    private static Optional<Path> startCache() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("start-.*\\.aot"))
                    .findFirst();
        }
    }
}
