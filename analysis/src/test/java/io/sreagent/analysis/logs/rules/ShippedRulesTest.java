package io.sreagent.analysis.logs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ShippedRulesTest {
    private static final Path PACKS = Path.of("../config/rules/logs");

    @ParameterizedTest
    @MethodSource("rules")
    void every_example_matches_its_rule(Rule rule) {
        RulePack alone = new RulePack(List.of(rule));

        assertThat(rule.examples()).allSatisfy(e -> assertThat(alone.matching(e)).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void no_counter_example_matches_its_rule(Rule rule) {
        RulePack alone = new RulePack(List.of(rule));

        assertThat(rule.counterExamples())
                .isNotEmpty()
                .allSatisfy(e -> assertThat(alone.matching(e)).isEmpty());
    }

    @Test
    void ids_are_unique_over_all_packs() throws IOException {
        assertThat(new RulePack(rules()).rules()).hasSizeGreaterThan(100);
    }

    @Test
    void usual_lines_match_nothing() throws IOException {
        RulePack pack = new RulePack(rules());

        assertThat(
                        List.of(
                                "GET /cart status=200 in 12 ms",
                                "Started Application in 3.2 seconds",
                                "Received block blk_1 of size 67108864 from 10.0.0.1",
                                "session opened for user alice by (uid=0)",
                                "order 4711 paid"))
                .allSatisfy(line -> assertThat(pack.matching(line)).isEmpty());
    }

    static List<Rule> rules() throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        List<Rule> rules = new ArrayList<>();
        try (var files = Files.list(PACKS)) {
            for (Path file : files.sorted().toList()) {
                Map<String, List<Map<?, ?>>> pack = yaml.load(Files.readString(file));
                for (Map<?, ?> rule : pack.getOrDefault("rules", List.of())) {
                    rules.addAll(Rule.allOf(rule));
                }
            }
        }
        return rules;
    }
}
