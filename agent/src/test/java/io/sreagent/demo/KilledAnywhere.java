package io.sreagent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.simulator.http.Mutation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The whole program, killed at every commit point of an incident's life and started again: the
 * incident ends as if nothing had happened, nothing is lost and nothing done twice.
 *
 * <p>One undisturbed life lists the points; there is no other list, so that a new point has its
 * kill. {@code -Dsre.all=true} kills each time one is passed, not only at the first as {@link
 * KillPoint} tells apart; {@code -Dkill.at=effect:before#1, …} at these. As many lives at once as
 * {@code kill.parallel} says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KilledAnywhere {
    private final ExecutorService pool =
            Executors.newFixedThreadPool(Integer.getInteger("kill.parallel", 2));
    private final Map<String, String> environment;
    private Lives lives;
    private Lives.Traces undisturbed;

    /**
     * @param environment what the program is told besides
     */
    KilledAnywhere(Map<String, String> environment) {
        this.environment = environment;
    }

    @BeforeAll
    void live_once_undisturbed() throws Exception {
        assertThat(PackagedProgram.isBuilt()).as("built by mvn package").isTrue();
        lives =
                new Lives(
                        Scenarios.in(Path.of("src/test/resources/scenarios/killed.yaml")),
                        PackagedProgram.command(),
                        environment);
        undisturbed = lives.undisturbed();
    }

    @AfterAll
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void an_undisturbed_life_is_mended() {
        assertIsWell(undisturbed);
        assertThat(steps(undisturbed)).isNotEmpty();
        assertThat(undisturbed.points())
                .contains(
                        "plan:decide",
                        "step:intended",
                        "effect:before",
                        "effect:after",
                        "outbox:delivered");
        assertThat(undisturbed.told())
                .as("people are told, each thing once")
                .doesNotHaveDuplicates()
                .anyMatch(key -> key.endsWith("/opened"))
                .anyMatch(key -> key.contains("/approval/"))
                .anyMatch(key -> key.contains("/resolved/"));
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

    /** Commit points that the undisturbed life has passed. */
    List<String> passed() {
        return undisturbed.points();
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
        assertThat(kinds(life)).as("nobody is left untold").isEqualTo(kinds(undisturbed));
    }

    private static void assertIsWell(Lives.Traces life) {
        assertThat(life.incidents()).as("incidents").hasSize(1);
        JsonNode incident = life.incidents().getFirst();
        assertThat(incident.path("state").asText()).as("%s", incident).isEqualTo("RESOLVED");
        assertThat(incident.path("resolution").asText()).isEqualTo("FIXED");
        assertThat(life.auditVerdict().path("state").asText())
                .as("%s", life.auditVerdict())
                .isEqualTo("INTACT");
        assertThat(effects(life))
                .as("each step once")
                .doesNotHaveDuplicates()
                .containsAll(steps(life));
    }

    /** Keys of the steps of the last plan, in its order. */
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

    /** What people were told of; how often a kill made a notice come does not count. */
    private static Set<String> kinds(Lives.Traces life) {
        return life.told().stream()
                .map(key -> key.replaceAll("(/(?:escalated|resolved))/\\d+$", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
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
}
