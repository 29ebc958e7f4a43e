package io.sreagent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.contract.source.SelfCheck.Finding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguageModelCheckTest {
    @Test
    void without_a_model_it_says_that_rules_tell_everything() {
        assertThat(check(GivenModels.none()))
                .containsExactly(
                        new Finding(
                                "llm", true, "off: everything is told by rules (llm.provider)"));
    }

    @Test
    void a_model_that_is_listed_there_is_well_and_is_asked_nothing() {
        try (ScriptedProvider provider = new ScriptedProvider()) {
            assertThat(check(GivenModels.at(provider)).getLast())
                    .isEqualTo(new Finding("openai small", true, "answers at " + provider.url()));
            assertThat(provider.asked()).isEmpty();
        }
    }

    @Test
    void a_model_that_is_not_listed_and_an_address_without_anybody_are_told() {
        try (ScriptedProvider provider = new ScriptedProvider()) {
            GivenModels given = GivenModels.at(provider);
            given.fallbacks =
                    Optional.of(List.of("openai:huge", "ollama:qwen3:8b@http://127.0.0.1:1"));

            List<Finding> findings = check(given);

            assertThat(findings.get(2).detail())
                    .isEqualTo("answers, but does not list huge (llm.model)");
            assertThat(findings.get(3))
                    .isEqualTo(
                            new Finding(
                                    "ollama qwen3:8b",
                                    false,
                                    "http://127.0.0.1:1: nobody answers there (llm.base_url)"));
        }
    }

    private static List<Finding> check(GivenModels given) {
        return new LanguageModelCheck(given.connected()).check();
    }
}
