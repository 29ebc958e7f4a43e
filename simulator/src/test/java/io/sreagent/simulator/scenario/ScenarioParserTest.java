package io.sreagent.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioParserTest {
    private static final String START =
            """
            id: 017
            seed: 7
            history_days: 0
            duration: 4h
            topology:
              services:
                - {name: front, replicas: 2, cpu: 500m, memory: 512Mi, calls: [{to: back, share: 0.5}]}
                - {name: back, replicas: 2, cpu: 1, memory: 1Gi, calls: [db]}
                - {name: db, kind: database}
            load: {base_rps: 50, daily: 0.4, weekly: 0.2, noise: 0.05}
            """;

    private static Scenario parse(String more) {
        return ScenarioParser.parse("x.yaml", START + more);
    }

    private static List<String> problems(String yaml) {
        return catchThrowableOfType(
                        ScenarioException.class, () -> ScenarioParser.parse("x.yaml", yaml))
                .problems();
    }

    @Test
    void an_id_keeps_its_zeros_and_quantities_their_units() {
        Scenario scenario = parse("");

        assertThat(scenario.id()).isEqualTo("017");
        ServiceSpec front = scenario.topology().service("front").orElseThrow();
        assertThat(front.cpu()).isEqualTo(0.5);
        assertThat(front.memoryMib()).isEqualTo(512);
        assertThat(scenario.topology().service("back").orElseThrow().memoryMib()).isEqualTo(1024);
        assertThat(scenario.topology().entries())
                .extracting(ServiceSpec::name)
                .containsExactly("front");
        assertThat(scenario.topology().callersFirst())
                .extracting(ServiceSpec::name)
                .containsExactly("front", "back", "db");
    }

    @Test
    void the_example_of_the_contract_is_read_whole() {
        Scenario scenario =
                ScenarioParser.parse(
                        "x.yaml",
                        """
                        id: 017                                  # neutral, tells nothing
                        seed: 7
                        history_days: 14
                        duration: 4h                             # simulated
                        topology: shop
                        load: {base_rps: 120, daily: 0.4, weekly: 0.2, noise: 0.05}
                        events:
                          - {at: 1h10m, kind: deploy, target: catalog, version: v41}
                        faults:
                          - {at: 1h30m, kind: memory_leak, target: checkout, with: {mb_per_min: 6}, cause: {kind: deploy, version: v2.3.1}}
                        truth:
                          root_causes: [{service: checkout, kind: memory}]
                          symptom: {service: checkout, indicator: memory_utilisation, leaves: 0.85}
                          acceptable_fixes: [{action: rollback, target: checkout}, {action: restart, target: checkout, relief: true}]
                          innocent: [catalog]
                        """);

        assertThat(scenario.faults())
                .singleElement()
                .satisfies(
                        fault -> {
                            assertThat(fault.at()).isEqualTo(Duration.ofMinutes(90));
                            assertThat(fault.with().perMinute(0)).isEqualTo(6);
                            assertThat(fault.cause())
                                    .isEqualTo(new Cause(Cause.Kind.DEPLOY, "checkout", "v2.3.1"));
                        });
        assertThat(scenario.truth().symptom())
                .isEqualTo(new Truth.Symptom("checkout", Indicator.MEMORY_UTILISATION, 0.85, true));
        assertThat(scenario.truth().acceptableFixes())
                .extracting(Truth.AcceptableFix::relief)
                .containsExactly(false, true);
        assertThat(
                        scenario.topology().services().stream()
                                .filter(s -> s.kind() == ServiceKind.HTTP))
                .hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void human_alone_is_an_acceptable_fix() {
        assertThat(parse("truth: {root_causes: [], acceptable_fixes: human}").truth().wantsPerson())
                .isTrue();
        assertThat(
                        parse("truth: {root_causes: [], acceptable_fixes: [human]}")
                                .truth()
                                .wantsPerson())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void every_kind_of_fault_is_accepted(FaultKind kind) {
        Scenario scenario =
                parse(
                        "faults:\n  - {at: 10m, kind: %s, target: back}\n"
                                .formatted(kind.name().toLowerCase(Locale.ROOT)));

        assertThat(scenario.faults().getFirst().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void every_kind_of_innocent_event_is_accepted(EventKind kind) {
        assertThat(
                        parse(
                                        "events:\n  - {at: 10m, kind: %s, target: back}\n"
                                                .formatted(kind.name().toLowerCase(Locale.ROOT)))
                                .events())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "faults:\\n  - {at: 1h, kind: memory_leek, target: back}      | x.yaml:12: faults[0].kind: 'memory_leek' is not known",
                "faults:\\n  - {at: 1h, kind: cpu_hog, target: nobody}        | x.yaml:12: faults[0].target: 'nobody' is not a service",
                "faults:\\n  - {at: 1x, kind: cpu_hog, target: back}          | x.yaml:12: faults[0].at: '1x' is not a duration",
                "faults:\\n  - {at: 9h, kind: cpu_hog, target: back}          | x.yaml:12: faults[0].at: is after the end",
                "faults:\\n  - {at: 1h, kind: cpu_hog}                        | x.yaml:12: faults[0].target: is missing",
                "faults:\\n  - {at: 1h, kind: cpu_hog, target: back, wiht: {}}| x.yaml:12: faults[0].wiht: is not a key here",
                "faults:\\n  - {at: 1h, kind: cpu_hog, target: back, with: {cores: many}} | x.yaml:12: faults[0].with.cores: 'many' is not a number",
                "faults:\\n  - {at: 1h, kind: cpu_hog, target: back, with: {zzz: 1}} | x.yaml:12: faults[0].with.zzz: is not a setting",
                "fautls: []                                                   | x.yaml:11: fautls: is not a key here",
                "truth: {symptom: {service: back, indicator: happiness, leaves: 1}} | x.yaml:11: truth.symptom.indicator: 'happiness' is not known",
                "truth: {root_causes: [{service: back, kind: gremlins}]}      | x.yaml:11: truth.root_causes[0].kind: 'gremlins' is not known",
                "truth: {acceptable_fixes: [{action: pray}]}                  | x.yaml:11: truth.acceptable_fixes[0].action: 'pray' is not known",
                "events:\\n  - {at: 1m, kind: party, target: back}            | x.yaml:12: events[0].kind: 'party' is not known",
            })
    void a_mistake_is_told_with_file_line_and_key(String more, String problem) {
        assertThat(problems(START + more.replace("\\n", "\n")))
                .anySatisfy(p -> assertThat(p).startsWith(problem.trim()));
    }

    @Test
    void calls_in_a_circle_are_refused_with_the_circle() {
        assertThat(
                        problems(
                                "id: 1\ntopology:\n  services:\n    - {name: a, calls: [b]}\n    - {name: b, calls: [a]}\n"))
                .singleElement()
                .asString()
                .contains("x.yaml:3: topology.services: the calls form a cycle: a -> b -> a");
    }

    @Test
    void what_is_not_yaml_is_told_with_its_line() {
        assertThat(problems("id: 1\nload: {base_rps: 1"))
                .singleElement()
                .asString()
                .startsWith("x.yaml:2: file: is not YAML");
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThat(
                        problems(
                                START
                                        + "faults:\n  - {at: 1h, kind: nope, target: nobody}\nextra: 1\n"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "p99_latency,LATENCY_P99",
        "latency_p95_ms,LATENCY_P95",
        "error_ratio,ERROR_RATE",
        "http_5xx,ERROR_RATE",
        "memory,MEMORY_UTILISATION",
        "cpu,CPU_UTILISATION",
        "queue_depth,QUEUE_DEPTH",
        "available_replicas,READY_REPLICAS",
        "unavailable_replicas,UNAVAILABLE_REPLICAS",
        "availability,SUCCESS_RATE",
        "pvc_utilisation,VOLUME_UTILISATION",
        "disk,DISK_UTILISATION",
        "restarts,RESTARTS",
        "db_connections,CONNECTIONS",
        "cache_hit_ratio,CACHE_HIT_RATIO"
    })
    void an_indicator_is_known_by_the_words_in_it(String spelling, Indicator indicator) {
        assertThat(Indicator.meantBy(spelling)).contains(indicator);
    }

    @Test
    void every_shipped_scenario_is_readable_and_its_folder_tells_nothing() {
        assertThat(ShippedScenarios.all()).hasSizeGreaterThanOrEqualTo(7);
        assertThat(ShippedScenarios.names().values())
                .allMatch(folder -> folder.matches("[0-9]{3}-shop"));
    }
}
