package io.sreagent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.incident.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanguageModelTest {
    private static final Optional<String> NO_INCIDENT = Optional.empty();

    private final ScriptedProvider first = new ScriptedProvider();
    private final ScriptedProvider second = new ScriptedProvider();
    private final GivenModels given = GivenModels.at(first);
    private final Clock clock = new Clock();
    private Duration patience = Duration.ofSeconds(30);

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void an_answer_says_which_model_gave_it() {
        first.says("all is well");

        assertThat(ask(model())).isEqualTo(new Reply.Said("all is well", "openai small"));
        assertThat(first.asked().getFirst().path("model").asText()).isEqualTo("small");
        assertThat(first.keys()).containsExactly("Bearer sk-of-the-first");
    }

    @Test
    void anthropic_and_ollama_are_asked_in_their_own_ways() {
        given.provider = "anthropic";
        LanguageModel anthropic = model();
        first.says("from one");
        assertThat(ask(anthropic)).isEqualTo(new Reply.Said("from one", "anthropic small"));
        assertThat(first.keys()).containsExactly("sk-of-the-first");
        assertThat(anthropic.words()).contains("120 of 200,000 tokens today");

        given.provider = "ollama";
        given.baseUrl = Optional.of(first.url().replace("/v1", ""));
        given.dailyBudget = OptionalDouble.of(0); // it costs no money
        LanguageModel ollama = model();
        first.says("from the other");
        assertThat(ask(ollama)).isEqualTo(new Reply.Said("from the other", "ollama small"));
        assertThat(ollama.words()).contains("120 of 200,000 tokens and 0.00 of 0.00 US dollars");
    }

    @Test
    void without_a_provider_nobody_is_asked_and_the_reply_says_so() {
        given.provider = "none";

        assertThat(ask(model())).isEqualTo(new Reply.Unsaid("llm.provider is none"));
        assertThat(first.asked()).isEmpty();
        assertThat(model().words()).startsWith("off");
    }

    @Test
    void when_the_first_limits_us_the_next_answers_with_its_own_key() {
        given.fallbacks = Optional.of(List.of("openai:large@" + second.url()));
        given.fallbackApiKeys = Optional.of("sk-of-the-second");
        first.fails(429);
        second.says("here");

        assertThat(ask(model())).isEqualTo(new Reply.Said("here", "openai large"));
        assertThat(second.keys()).containsExactly("Bearer sk-of-the-second");
    }

    @Test
    void a_key_is_never_sent_to_an_address_it_was_not_given_for() {
        given.fallbacks = Optional.of(List.of("openai:large@" + second.url()));
        first.fails(500);
        second.says("here");

        assertThat(ask(model())).isInstanceOf(Reply.Said.class);
        assertThat(second.keys().getFirst()).doesNotContain("sk-of-the-first");
    }

    @Test
    void when_nobody_answers_the_reply_names_each_reason_and_no_secret() {
        given.fallbacks = Optional.of(List.of("openai:large@" + second.url()));
        first.fails(500);
        second.fails(401);

        assertThat(ask(model()))
                .isEqualTo(
                        new Reply.Unsaid(
                                "openai small: 500, its own trouble; openai large: 401, the key is"
                                        + " not taken (llm.api_key)"));
    }

    @Test
    void a_model_that_never_ends_its_answer_is_given_up() {
        patience = Duration.ofSeconds(1);
        first.trickles();

        assertThat(ask(model()))
                .isEqualTo(
                        new Reply.Unsaid(
                                "openai small: no answer within 1 s (llm.timeout_seconds)"));
    }

    @Test
    void a_body_that_is_no_answer_is_none() {
        first.sends("<html>welcome to the proxy</html>");

        assertThat(ask(model()))
                .isEqualTo(new Reply.Unsaid("openai small: no answer that can be read"));
    }

    @Test
    void an_empty_answer_is_none() {
        first.says("  ");

        assertThat(ask(model())).isEqualTo(new Reply.Unsaid("openai small: answered with nothing"));
    }

    @Test
    void a_redirect_is_not_followed() {
        first.sendsAway(second.url() + "/chat/completions");

        assertThat(ask(model())).isInstanceOf(Reply.Unsaid.class);
        assertThat(second.asked()).isEmpty();
    }

    @Test
    void after_a_failure_it_rests_for_a_minute() {
        LanguageModel model = model();
        first.fails(503).says("again");
        ask(model);
        assertThat(model.isWell()).isFalse();

        assertThat(ask(model)).isInstanceOf(Reply.Unsaid.class);
        assertThat(first.asked()).hasSize(1);
        clock.pass(Duration.ofMinutes(1));
        assertThat(ask(model)).isEqualTo(new Reply.Said("again", "openai small"));
        assertThat(model.isWell()).isTrue();
    }

    @Test
    void secrets_and_personal_data_do_not_leave() {
        first.says("ok");

        model().ask(NO_INCIDENT, "rules", "password=hunter2 of ann@example.org at db-secret-9");

        assertThat(first.lastMatter()).isEqualTo("password=<secret> of <mail> at <secret>");
    }

    @Test
    void the_budget_of_the_day_is_never_passed_and_the_next_day_has_its_own() {
        given.dailyTokens = 1_700; // one question takes 1,500 for the answer and a little to read
        LanguageModel model = model();
        first.says("one").says("two").says("three");
        assertThat(ask(model)).isInstanceOf(Reply.Said.class); // it cost 120
        assertThat(ask(model)).isInstanceOf(Reply.Said.class); // 240: no room for 1,500 more

        assertThat(ask(model).toString())
                .contains("the budget of the day is spent: 240 of 1,700 tokens today");
        clock.pass(Duration.ofDays(1));
        assertThat(ask(model)).isInstanceOf(Reply.Said.class);
        assertThat(first.asked()).hasSize(3);
    }

    @Test
    void an_incident_has_a_budget_of_its_own() {
        given.incidentTokens = 1_600;
        LanguageModel model = model();
        first.says("one").says("two").says("three");
        Optional<String> incident = Optional.of("INC-1");
        assertThat(model.ask(incident, "rules", "matter")).isInstanceOf(Reply.Said.class);

        assertThat(model.ask(incident, "rules", "matter").toString())
                .contains("the incident's budget of 1,600 tokens is spent");
        assertThat(model.ask(Optional.of("INC-2"), "rules", "matter"))
                .isInstanceOf(Reply.Said.class);
        assertThat(model.words()).contains("240 of 200,000 tokens today");
    }

    @Test
    void money_is_counted_by_its_price() {
        given.dailyBudget =
                OptionalDouble.of(0.0235); // 1,500 written tokens at 15 dollars a million
        LanguageModel model = model();
        first.says("one").says("two");
        assertThat(ask(model)).isInstanceOf(Reply.Said.class); // 100 × 3 + 20 × 15: 0.0006 dollars

        assertThat(ask(model)).isInstanceOf(Reply.Said.class);
        assertThat(ask(model).toString()).contains("0.00 of 0.02 US dollars today");
    }

    @Test
    void what_failed_may_have_been_charged_for() {
        LanguageModel model = model();
        first.fails(500);

        model.ask(NO_INCIDENT, "rules", "m".repeat(297));

        assertThat(model.words()).contains("102 of 200,000 tokens today");
    }

    @Test
    void the_words_about_it_hold_no_key() {
        LanguageModel model = model();
        first.fails(401);
        ask(model);

        assertThat(model.words() + model.addresses()).doesNotContain("sk-of-the-first");
    }

    private Reply ask(LanguageModel model) {
        return model.ask(NO_INCIDENT, "rules", "matter");
    }

    private LanguageModel model() {
        return new LanguageModel(
                given,
                Purses.inMemory(),
                List.of("db-secret-9"),
                clock,
                address -> LangChainWire.to(address, patience));
    }
}
