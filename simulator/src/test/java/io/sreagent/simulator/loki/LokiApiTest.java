package io.sreagent.simulator.loki;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.simulator.http.Reply;
import io.sreagent.simulator.http.Request;
import io.sreagent.simulator.metrics.Labels;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class LokiApiTest {
    private static final long NOW = 1_700_000_000L; // seconds
    private final LokiApi api =
            new LokiApi(
                    since ->
                            List.of(
                                    stream("cart", "GET /a", "ERROR \"x\" failed", "GET /b"),
                                    stream("pay", "ERROR other")),
                    InstantSource.fixed(Instant.ofEpochSecond(NOW)),
                    new ReentrantLock(),
                    () -> {});

    @Test
    void newest_lines_come_first_unless_asked_otherwise() throws IOException {
        assertThat(lines("{app=\"cart\"}"))
                .containsExactly("GET /b", "ERROR \"x\" failed", "GET /a");
        assertThat(lines("{app=\"cart\"}", "direction", "forward")).startsWith("GET /a");
        assertThat(lines("{app=\"cart\"}", "limit", "1")).containsExactly("GET /b");
    }

    @Test
    void filters_keep_lines() throws IOException {
        assertThat(lines("{app=~\"ca.*|pay\"} |= \"ERROR\" != \"other\""))
                .containsExactly("ERROR \"x\" failed");
        assertThat(lines("{app=\"cart\"} |= \"\\\"x\\\"\"")).hasSize(1);
        assertThat(lines("{app=\"cart\"} |~ `GET /[ab]` !~ `b$`")).containsExactly("GET /a");
    }

    @Test
    void the_end_is_outside_and_the_start_inside() throws IOException {
        long first = (NOW - 10) * 1_000_000_000L;
        assertThat(
                        lines(
                                "{app=\"cart\"}",
                                "start",
                                String.valueOf(first),
                                "end",
                                String.valueOf(first + 1_000_000_000L)))
                .containsExactly("GET /a");
    }

    @Test
    void what_loki_refuses_is_refused() {
        assertThat(code("{}")).isEqualTo(400);
        assertThat(code("{app=\"cart\"")).isEqualTo(400);
        assertThat(code("{app=\"cart\"} | json")).isEqualTo(400);
        assertThat(code("{app=\"cart\"}", "limit", "5001")).isEqualTo(400);
    }

    private static LokiApi.Stream stream(String app, String... lines) {
        List<LokiApi.Line> all = new java.util.ArrayList<>();
        for (String line : lines) {
            all.add(new LokiApi.Line((NOW - 10 + all.size()) * 1_000_000_000L, line));
        }
        return new LokiApi.Stream(Labels.of("app", app), all);
    }

    private int code(String query, String... more) {
        return ((Reply.Whole) api.apply(request(query, more))).code();
    }

    private List<String> lines(String query, String... more) throws IOException {
        Reply.Whole reply = (Reply.Whole) api.apply(request(query, more));
        assertThat(reply.code()).isEqualTo(200);
        JsonNode result = Reply.JSON.readTree(reply.body()).at("/data/result");
        List<String> lines = new java.util.ArrayList<>();
        for (JsonNode stream : result) {
            for (JsonNode value : stream.path("values")) lines.add(value.path(1).asText());
        }
        return lines;
    }

    private static Request request(String query, String... more) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("query", List.of(query));
        for (int i = 0; i < more.length; i += 2) parameters.put(more[i], List.of(more[i + 1]));
        return new Request("GET", "/loki/api/v1/query_range", parameters, Map.of(), new byte[0]);
    }
}
