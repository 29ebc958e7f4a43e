package io.sreagent.integrations.loki;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers what a test wants. */
class LokiLogSourceTest {
    private static final Instant FROM = Instant.ofEpochSecond(1_588_889_000);
    private static final Instant UNTIL = Instant.ofEpochSecond(1_588_890_000);

    private final List<Map<String, String>> asked = new ArrayList<>();
    private final List<String> tenants = new ArrayList<>();
    private HttpServer server;
    private Script script = query -> new Reply(200, streams(""));
    private String labels = "[\"app\",\"namespace\",\"pod\"]";

    private record Reply(int status, String body) {}

    private interface Script {
        Reply answer(Map<String, String> query);
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        tenants.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Scope-OrgID")));
        Reply reply;
        if (exchange.getRequestURI().getPath().endsWith("/labels")) {
            reply = new Reply(200, "{\"status\":\"success\",\"data\":" + labels + "}");
        } else {
            Map<String, String> query = new HashMap<>();
            for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
                int equals = pair.indexOf('=');
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
            asked.add(query);
            reply = script.answer(query);
        }
        byte[] body = reply.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void the_answer_in_lokis_documentation_is_read() {
        // https://grafana.com/docs/loki/latest/reference/loki-http-api/ , "Query logs within a
        // range
        // of time", response to a query for log lines; shortened.
        script =
                query ->
                        new Reply(
                                200,
                                """
                                {"status": "success", "data": {"resultType": "streams", "result": [
                                 {"stream": {"filename": "/var/log/myproject.log", "job": "varlogs",
                                  "level": "info"},
                                  "values": [["1588889221000000000", "foo"],
                                             ["1588889220000000000", "bar"]]}],
                                 "stats": {"summary": {"bytesProcessedPerSecond": 0}}}}
                                """);

        Answer<List<LogLine>> answer =
                source().query("{filename=\"/var/log/myproject.log\"}", FROM, UNTIL, 100);

        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.value()).extracting(LogLine::message).containsExactly("bar", "foo");
        assertThat(answer.value().getFirst().time()).isEqualTo("2020-05-07T22:07:00Z");
    }

    @Test
    void more_lines_than_a_page_holds_come_page_by_page_each_once() {
        script = query -> new Reply(200, page(query, 2_500));

        Answer<List<LogLine>> answer = source().lines(shop(), FROM, UNTIL, 2_200);

        assertThat(answer.value()).hasSize(2_200);
        assertThat(answer.value()).extracting(LogLine::message).doesNotHaveDuplicates();
        assertThat(answer.value().getLast().message()).isEqualTo("line 2499");
        assertThat(answer.value().getFirst().message()).isEqualTo("line 300");
        assertThat(asked).hasSize(3);
    }

    @Test
    void names_reach_the_query_escaped_under_the_labels_of_this_server() {
        source().lines(Resource.service("shop", "a\"} or {x=\"y"), FROM, UNTIL, 10);

        assertThat(asked.getFirst())
                .containsEntry("query", "{namespace=\"shop\", app=\"a\\\"} or {x=\\\"y\"}")
                .containsEntry("direction", "backward")
                .containsEntry("start", "1588889000000000000");
    }

    @Test
    void the_tenant_goes_with_every_request() {
        LokiLogSource source =
                new LokiLogSource(
                        new TestSettings(url(), Optional.of("team-a"), Optional.empty()),
                        InstantSource.system(),
                        TestSettings.HASTY);

        source.lines(shop(), FROM, UNTIL, 10);

        assertThat(tenants).hasSize(2).containsOnly("team-a");
    }

    @Test
    void a_limit_that_passes_is_waited_for() {
        script =
                query ->
                        asked.size() < 3
                                ? new Reply(429, "too many outstanding requests")
                                : new Reply(200, streams("[\"1588889221000000000\",\"ok\"]"));

        Answer<List<LogLine>> answer = source().lines(shop(), FROM, UNTIL, 10);

        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.value()).hasSize(1);
        assertThat(asked).hasSize(3);
    }

    @Test
    void a_limit_that_stays_is_told_with_the_question_and_the_way_out() {
        script = query -> new Reply(429, "too many outstanding requests");

        Answer<List<LogLine>> answer = source().lines(shop(), FROM, UNTIL, 10);

        assertThat(answer.value()).isEmpty();
        assertThat(answer.troubles().getFirst())
                .contains("429", "app=\"checkout\"", "too many outstanding", "loki.max_parallel");
        assertThat(asked).hasSize(4);
    }

    @Test
    void a_query_that_is_wrong_is_asked_once() {
        script = query -> new Reply(400, "parse error at line 1, col 5: syntax error");

        Answer<List<LogLine>> answer = source().query("{oops", FROM, UNTIL, 10);

        assertThat(answer.troubles().getFirst()).contains("400", "col 5");
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_stack_trace_stays_one_line_and_the_label_tells_the_level() {
        script =
                query ->
                        new Reply(
                                200,
                                """
                                {"status":"success","data":{"resultType":"streams","result":[{"stream":
                                {"app":"a","detected_level":"error"},"values":[["1588889221000000000",
                                "it broke\\n\\tat a.B.c(B.java:3)\\n\\tat a.B.d(B.java:9)"]]}]}}
                                """);

        List<LogLine> lines = source().lines(shop(), FROM, UNTIL, 10).value();

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().severity()).isEqualTo(Severity.ERROR);
        assertThat(lines.getFirst().message()).startsWith("it broke").contains("B.java:9");
    }

    private LokiLogSource source() {
        return new LokiLogSource(
                TestSettings.at(url()), InstantSource.system(), TestSettings.HASTY);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static Resource shop() {
        return Resource.service("shop", "checkout");
    }

    private static String streams(String values) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{\"app\":\"a\"},\"values\":["
                + values
                + "]}]}}";
    }

    /** Two lines an instant, numbered; the newest first, as many as asked for. */
    private static String page(Map<String, String> query, int all) {
        long end = Long.parseLong(query.get("end"));
        int limit = Integer.parseInt(query.get("limit"));
        StringBuilder values = new StringBuilder();
        int given = 0;
        for (int i = all - 1; i >= 0 && given < limit; i--) {
            long nanos = (1_588_889_100L + i / 2 * 2 / 10) * 1_000_000_000L + i / 2;
            if (nanos >= end) continue;
            if (given++ > 0) values.append(',');
            values.append("[\"").append(nanos).append("\",\"line ").append(i).append("\"]");
        }
        return streams(values.toString());
    }
}
