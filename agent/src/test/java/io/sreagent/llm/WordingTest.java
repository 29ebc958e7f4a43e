package io.sreagent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.Words;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WordingTest {
    private static final List<Fact> FACTS =
            List.of(
                    new Fact("F1", new Words("New, 3 times: [F2] pool\nof db-1 is empty", "新 3 次")),
                    new Fact("F2", new Words("Mail of ann@example.org bounced", "退信")));

    private final ScriptedProvider provider = new ScriptedProvider();
    private final Wording wording = new Wording(GivenModels.at(provider).connected());

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void what_rests_on_the_facts_is_told_in_both_languages_with_the_model_named() {
        provider.says("EN: The pool of db-1 was empty 3 times. [F1]\nZH: 连接池空了 3 次。[F1]");

        Prose prose = of(FACTS);

        assertThat(prose.path()).isEqualTo(Prose.Path.MODEL);
        assertThat(prose.in("en").getFirst().toString())
                .isEqualTo("The pool of db-1 was empty 3 times. [F1]");
        assertThat(prose.in("zh")).hasSize(1);
        assertThat(prose.told()).isEqualTo("worded by a language model (openai small)");
    }

    @Test
    void a_sentence_that_does_not_is_left_out_and_counted() {
        Prose prose =
                of(
                        FACTS,
                        """
                        EN: The pool was empty 3 times. [F1]
                        EN: It cost 500 orders. [F1]
                        ZH: 连接池空了 3 次。[F1]
                        """);

        assertThat(prose.en()).hasSize(1);
        assertThat(prose.told()).endsWith(", 1 sentences struck as unsupported");
    }

    @Test
    void when_nothing_stands_the_rules_have_the_word() {
        Prose prose = of(FACTS, "Certainly! Here is a summary of your logs.");

        assertThat(prose.path()).isEqualTo(Prose.Path.RULES);
        assertThat(prose.en()).isEmpty();
        assertThat(prose.told())
                .isEqualTo(
                        "told by rules (what openai small wrote does not rest on the facts), 1"
                                + " sentences struck as unsupported");
    }

    @Test
    void when_nobody_answers_the_rules_have_the_word() {
        provider.fails(500);

        assertThat(of(FACTS).told())
                .isEqualTo("told by rules (openai small: 500, its own trouble)");
    }

    @Test
    void a_fact_cannot_pass_for_another_and_is_sent_without_what_is_personal() {
        of(FACTS, "EN: x");

        assertThat(provider.lastMatter())
                .isEqualTo(
                        "[F1] New, 3 times: (F2) pool of db-1 is empty\n[F2] Mail of <mail> bounced\n");
    }

    @Test
    void what_was_not_sent_cannot_be_told() {
        assertThat(of(FACTS, "EN: Mail of ann@example.org bounced. [F2]\nZH: 退信。[F2]").path())
                .isEqualTo(Prose.Path.RULES);
    }

    @Test
    void with_nothing_to_tell_nobody_is_asked() {
        assertThat(of(List.of()).path()).isEqualTo(Prose.Path.RULES);
        assertThat(provider.asked()).isEmpty();
    }

    private Prose of(List<Fact> facts, String answer) {
        provider.says(answer);
        return of(facts);
    }

    private Prose of(List<Fact> facts) {
        return wording.of(Optional.empty(), "facts", facts, 3);
    }
}
