package io.sreagent.analysis.logs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulePackTest {
    @Test
    void the_gravest_rule_wins() {
        RulePack pack =
                new RulePack(List.of(rule("a", "warn", "full"), rule("b", "fatal", "disk")));

        assertThat(pack.matching("disk full")).extracting(Rule::id).containsExactly("a", "b");
        assertThat(pack.gravest("disk full")).map(Rule::id).hasValue("b");
        assertThat(pack.gravest("all well")).isEmpty();
    }

    @Test
    void two_rules_of_one_name_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RulePack(List.of(rule("a", "warn", "x"), rule("a", "warn", "y"))))
                .withMessage("two rules a");
    }

    @Test
    void a_mistake_is_told_with_rule_and_key() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule("a", "warn", "("))
                .withMessageStartingWith("a: pattern: ");
        Map<String, Object> unknown = new HashMap<>(yaml("a", "warn", "x"));
        unknown.put("patern", "x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.of(unknown))
                .withMessage("a: unknown key patern");
        Map<String, Object> missing = new HashMap<>(yaml("a", "warn", "x"));
        missing.remove("zh");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.of(missing))
                .withMessage("a: zh is missing or no text");
    }

    private static Rule rule(String id, String severity, String pattern) {
        return Rule.of(yaml(id, severity, pattern));
    }

    private static Map<String, Object> yaml(String id, String severity, String pattern) {
        return Map.of(
                "id",
                id,
                "cause",
                "disk",
                "severity",
                severity,
                "en",
                "it is full",
                "zh",
                "满了",
                "pattern",
                pattern,
                "examples",
                List.of("disk full"));
    }
}
