package io.sreagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Questions about logs, sent to a server that answers what a test wants. */
class LogQueryCommandTest {
    private static final String ANSWER =
            """
            {"query":"{app=\\"cart\\"} |~ \\"x\\"","source":"loki","from":"2026-01-05T10:00:00Z",
             "until":"2026-01-05T11:00:00Z","understood":["service: cart","level: error"],"count":1,
             "cut":false,"lines":[{"time":"2026-01-05T10:30:00Z","resource":"shop/cart/cart-1",
             "severity":"error","message":"it \\u001b[2J broke"}],"groups":[],"changes":[],"troubles":[]}
            """;
    private final StringWriter out = new StringWriter();
    private final List<String> asked = new ArrayList<>();
    private String answer = ANSWER;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.add(
                            exchange.getRequestURI()
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_question_shows_the_query_it_became_and_the_lines() {
        int exit = run("query", "errors", "in", "cart");

        assertThat(exit).isEqualTo(Exit.OK);
        assertThat(asked.getFirst())
                .startsWith("/api/v1/logs/query ")
                .contains("\"question\":\"errors in cart\"");
        assertThat(out.toString())
                .contains("{app=\"cart\"} |~ \"x\"")
                .contains("service: cart, level: error")
                .contains("2026-01-05T10:30:00Z ERROR shop/cart/cart-1  it")
                .doesNotContain("\u001b");
    }

    @Test
    void another_query_can_be_asked_in_its_place() {
        run("query", "errors", "--logql", "{app=\"pay\"}");

        assertThat(asked.getFirst()).contains("\"query\":\"{app=\\\"pay\\\"}\"");
    }

    @Test
    void tail_prints_the_lines_of_the_stream_and_tells_the_query_apart() {
        answer =
                """
                event: query
                data: {"query":"{app=\\"cart\\"}"}

                : still here
                event: line
                data: {"time":"2026-01-05T10:30:00Z","resource":"shop/cart","severity":"error","message":"one"}

                event: line
                data: {"time":"2026-01-05T10:30:01Z","resource":"shop/cart","severity":"info","message":"two"}

                """;

        int exit = run("tail", "errors", "in", "cart", "--lines", "1");

        assertThat(exit).isEqualTo(Exit.OK);
        assertThat(asked.getFirst()).startsWith("/api/v1/logs/tail?query=errors+in+cart&zone=");
        assertThat(out.toString().lines())
                .singleElement()
                .isEqualTo("2026-01-05T10:30:00Z ERROR shop/cart  one");
    }

    private int run(String... arguments) {
        CommandLine line = SreAgent.commandLine(new LogsCommand());
        line.setOut(new PrintWriter(out, true));
        List<String> all = new ArrayList<>(List.of("logs"));
        all.addAll(List.of(arguments));
        all.addAll(
                List.of(
                        "--server",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "--token",
                        "t"));
        return line.execute(all.toArray(String[]::new));
    }
}
