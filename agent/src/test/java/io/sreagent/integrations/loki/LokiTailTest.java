package io.sreagent.integrations.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogTail;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that speaks WebSocket and sends what a test wants. */
class LokiTailTest {
    private static final Instant FROM = Instant.ofEpochSecond(1_568_234_000);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration PATIENT = Duration.ofSeconds(5);

    /** https://grafana.com/docs/loki/latest/reference/loki-http-api/#stream-logs , filled in. */
    private static final String MESSAGE =
            """
            {"streams": [{"stream": {"app": "checkout", "namespace": "shop"},
              "values": [["1568234281726420425", "level=error msg=\\"foo\\""],
                         ["1568234269716526880", "bar"]]}],
             "dropped_entries": [{"labels": {"app": "checkout"}, "timestamp": "1568234269716526880"}]}
            """;

    private ScriptedSocket server;

    @BeforeEach
    void serve() throws IOException {
        server = new ScriptedSocket();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Optional<LogTail> tail() {
        TestSettings settings =
                new TestSettings(server.url(), Optional.of("team-a"), Optional.empty());
        return new LokiLogSource(settings, InstantSource.system(), TestSettings.HASTY)
                .tail("{app=\"checkout\"}", FROM);
    }

    @Test
    void the_message_in_lokis_documentation_is_read() throws Exception {
        server.sends(MESSAGE);
        try (LogTail tail = tail().orElseThrow()) {
            Answer<List<LogLine>> answer = tail.next(PATIENT);

            assertThat(answer.value()).extracting(LogLine::message).containsExactly("bar", "foo");
            assertThat(answer.value().getLast().severity()).isEqualTo(LogLine.Severity.ERROR);
            assertThat(answer.value().getLast().resource().id()).isEqualTo("shop/checkout");
            assertThat(answer.troubles()).singleElement().asString().contains("dropped 1 lines");
        }
        assertThat(server.requests().getFirst())
                .startsWith(
                        "GET /loki/api/v1/tail?query=%7Bapp%3D%22checkout%22%7D&start=1568234000000000000")
                .containsIgnoringCase("X-Scope-OrgID: team-a");
    }

    @Test
    void a_connection_that_breaks_is_opened_again_where_it_was_and_nothing_comes_twice()
            throws Exception {
        server.sends(line(5, "one"));
        server.breaks();
        server.sends(line(5, "one").replace("]]", "],[\"1568234005000000000\",\"two\"]]"));
        try (LogTail tail = tail().orElseThrow()) {
            assertThat(tail.next(PATIENT).value())
                    .extracting(LogLine::message)
                    .containsExactly("one");

            List<LogLine> more = List.of();
            for (int i = 0; i < 200 && more.isEmpty(); i++) more = tail.next(SHORT).value();

            assertThat(more).extracting(LogLine::message).containsExactly("two");
        }
        assertThat(server.requests().getLast()).contains("start=1568234005000000000");
    }

    @Test
    void silence_is_no_trouble() throws Exception {
        try (LogTail tail = tail().orElseThrow()) {
            Answer<List<LogLine>> answer = tail.next(Duration.ofMillis(5));

            assertThat(answer.value()).isEmpty();
            assertThat(answer.troubles()).isEmpty();
        }
    }

    @Test
    void a_server_without_tail_leaves_it_to_be_asked() {
        server.refuses();

        assertThat(tail()).isEmpty();
    }

    private static String line(int second, String text) {
        return "{\"streams\":[{\"stream\":{\"app\":\"checkout\"},\"values\":[[\""
                + (1_568_234_000L + second)
                + "000000000\",\""
                + text
                + "\"]]}]}";
    }
}
