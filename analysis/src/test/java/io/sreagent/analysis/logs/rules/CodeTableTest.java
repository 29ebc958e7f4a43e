package io.sreagent.analysis.logs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodeTableTest {
    private static final Map<String, Object> MEANING =
            Map.of("cause", "database", "severity", "error", "en", "Deadlock", "zh", "死锁");

    @Test
    void each_code_is_a_rule_that_names_it() {
        List<Rule> rules = Rule.allOf(table(Map.of("40P01", MEANING, "53300", MEANING)));

        RulePack pack = new RulePack(rules);
        assertThat(pack.gravest("failed (SQLSTATE 40P01)"))
                .hasValueSatisfying(
                        rule -> {
                            assertThat(rule.id()).isEqualTo("sqlstate-40p01");
                            assertThat(rule.meaning().en()).isEqualTo("Deadlock (40P01)");
                        });
        assertThat(pack.gravest("failed (SQLSTATE 57014)")).isEmpty();
    }

    @Test
    void a_code_without_a_meaning_is_told() {
        assertThatThrownBy(() -> Rule.allOf(table(Map.of("40P01", "deadlock"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sqlstate: 40P01 is no mapping");
    }

    @Test
    void a_word_counts_wherever_it_stands_and_however_short_it_is() {
        Rule brief = rule("brief", List.of("io"), "io error");
        Rule usual = rule("usual", List.of("never", "error"), "io error");
        Rule wordless = rule("wordless", List.of(), "io error");
        Rule other = rule("other", List.of("absent"), "io error");

        RulePack pack = new RulePack(List.of(brief, usual, wordless, other));

        assertThat(pack.matching("an IO error"))
                .extracting(Rule::id)
                .containsExactly("brief", "usual", "wordless");
    }

    private static Rule rule(String id, List<String> any, String pattern) {
        return Rule.of(
                Map.of(
                        "id",
                        id,
                        "cause",
                        "disk",
                        "severity",
                        "error",
                        "en",
                        "e",
                        "zh",
                        "z",
                        "any",
                        any,
                        "pattern",
                        pattern,
                        "examples",
                        List.of(pattern)));
    }

    private static Map<String, Object> table(Map<String, Object> codes) {
        return Map.of(
                "id",
                "sqlstate",
                "pattern",
                "sqlstate CODE\\b",
                "examples",
                List.of("SQLSTATE CODE"),
                "codes",
                codes);
    }
}
