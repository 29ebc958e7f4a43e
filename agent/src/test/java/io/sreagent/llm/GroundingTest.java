package io.sreagent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.Words;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundingTest {
    private static final List<Fact> FACTS =
            List.of(
                    fact("F1", "New, 1,200 times: pool of db-1 is exhausted", "新出现 1,200 次：连接池耗尽"),
                    fact("F2", "Burst: GET /api/cart failed, 35 times, usually 2.50", "突增 35 次"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EN: The pool of db-1 ran dry 1200 times. [F1]",
                "EN: Calls of /api/cart failed 35 times where 2.5 are usual. [F2]",
                "EN: While the pool was empty (1,200 lines), 35 calls failed [F1] [F2].",
                "EN: Both came together. [F1, F2]",
                "  EN : Calls failed. [F2]"
            })
    void a_sentence_with_its_facts_numbers_and_names_stands(String line) {
        Grounding.Standing standing = Grounding.of(line, FACTS);

        assertThat(standing.struck()).isZero();
        assertThat(standing.en()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EN: The pool ran dry.", // rests on nothing
                "EN: The pool ran dry. [F9]", // on what is not there
                "EN: The pool ran dry. [F1] [F9]",
                "EN: The pool ran dry 1,300 times. [F1]", // a number of its own
                "EN: Calls failed 1,200 times. [F2]", // another's number
                "EN: The pool ran dry twice. [F1]", // a number in a word
                "EN: The pool ran dry ５ times. [F1]", // in another script
                "EN: The pool ran dry half of the time. [F1]",
                "EN: See http://evil.example/fix for more. [F1]", // a name of its own
                "EN: Run db.reset_all now. [F1]",
                "The pool ran dry. [F1]", // no language
                "EN: # [F1] **", // no words
                "EN: The pool ran dry ٣ times. [F1]",
                "ZH: The pool ran dry. [F1]", // not what it says it is
                "ZH: 连接池耗尽两次。[F1]",
                "ZH: 连接池耗尽 1,201 次。[F1]"
            })
    void a_sentence_that_does_not_rest_on_its_facts_is_struck(String line) {
        Grounding.Standing standing = Grounding.of(line, FACTS);

        assertThat(standing.struck()).isPositive();
        assertThat(standing.en()).isEmpty();
        assertThat(standing.zh()).isEmpty();
    }

    @Test
    void only_the_sentence_before_the_fact_rests_on_it() {
        Grounding.Standing standing =
                Grounding.of("EN: All is lost. The pool ran dry. [F1] Calls failed. [F2]", FACTS);

        assertThat(standing.en())
                .containsExactly(
                        new Sentence("The pool ran dry.", List.of("F1")),
                        new Sentence("Calls failed.", List.of("F2")));
        assertThat(standing.struck()).isEqualTo(1);
    }

    @Test
    void both_languages_are_told_apart() {
        Grounding.Standing standing =
                Grounding.of("EN: The pool ran dry. [F1]\n\nZH: 连接池耗尽 1200 次。[F1]\n", FACTS);

        assertThat(standing.en()).hasSize(1);
        assertThat(standing.zh()).containsExactly(new Sentence("连接池耗尽 1200 次。", List.of("F1")));
    }

    @Test
    void what_cannot_be_seen_is_taken_out() {
        Grounding.Standing standing =
                Grounding.of("EN: The \u202Epool\u200B ran\u0007 dry. [F1]", FACTS);

        assertThat(standing.en().getFirst().text()).isEqualTo("The pool ran dry.");
    }

    private static Fact fact(String id, String en, String zh) {
        return new Fact(id, new Words(en, zh));
    }
}
