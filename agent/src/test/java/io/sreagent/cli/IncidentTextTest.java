package io.sreagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class IncidentTextTest {
    @Test
    void the_latest_news_of_the_logs_are_quoted_with_their_position() throws IOException {
        String printed =
                print(
                        """
                        {"id": "INC-7", "findings": [
                          {"kind": "facts", "content": {"log_findings": [
                            {"resource": "shop/pay", "words": {"en": "outdated"}}]}},
                          {"kind": "facts", "content": {"log_findings": [
                            {"resource": "shop/cart", "kind": "NEW", "severity": "ERROR",
                             "words": {"en": "Never seen before, 3 times: pool is empty"},
                             "quotes": [{"position": "cart-1:812", "text": "pool is empty\\nat x"}]}]}}
                        ]}
                        """);

        assertThat(printed)
                .contains("ERROR NEW       shop/cart  Never seen before, 3 times: pool is empty")
                .contains("        cart-1:812  pool is empty at x" + System.lineSeparator())
                .doesNotContain("outdated");
    }

    @Test
    void words_say_who_found_them_and_on_what_they_rest() throws IOException {
        String byModel =
                print(
                        """
                        {"id": "INC-7", "diagnosis": {}, "explanation": {
                          "path": "model", "detail": "openai small",
                          "en": [{"text": "The pool ran out.", "rests": ["E2", "E3"]}],
                          "check": {"proposed_by": "openai small", "what": "log of shop/db", "found": "2 lines"}}}
                        """);

        assertThat(byModel)
                .contains("In words, by openai small")
                .contains("        The pool ran out. [E2] [E3]")
                .contains("looked at, as openai small proposed: log of shop/db: 2 lines");
        assertThat(
                        print(
                                """
                                {"explanation": {"path": "rules", "detail": "llm.provider is none", "en": []}}
                                """))
                .contains("Told by rules: llm.provider is none");
    }

    @Test
    void without_news_nothing_is_said_of_logs() throws IOException {
        assertThat(print("{\"id\": \"INC-7\"}")).doesNotContain("Logs");
    }

    private static String print(String incident) throws IOException {
        StringWriter out = new StringWriter();
        Printer printer = new Printer(new PrintWriter(out), false);
        new IncidentText(printer).print(new ObjectMapper().readTree(incident));
        return out.toString();
    }
}
