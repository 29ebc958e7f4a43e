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

/** What a person asks about one workload, sent to a server that answers what a test wants. */
class DiagnoseCommandTest {
    private final StringWriter out = new StringWriter();
    private final List<String> asked = new ArrayList<>();
    private String answer = "{\"diagnosis\":{\"hypotheses\":[]},\"troubles\":[]}";
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().toString());
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
    void a_workload_is_asked_about_by_namespace_and_name() {
        assertThat(run("-n", "shop", "deploy/checkout")).isEqualTo(Exit.OK);

        assertThat(asked)
                .containsExactly(
                        "/api/v1/diagnose?minutes=60&namespace=shop&workload=deploy%2Fcheckout");
        assertThat(out.toString()).contains("Nothing is wrong there.");
    }

    @Test
    void a_detector_can_be_named() {
        run("--minutes", "30", "--detector", "dbscan");

        assertThat(asked).containsExactly("/api/v1/diagnose?minutes=30&detector=dbscan");
    }

    @Test
    void what_could_not_be_had_is_told() {
        answer = "{\"diagnosis\":{\"hypotheses\":[]},\"troubles\":[\"Loki does not answer\"]}";

        run();

        assertThat(out.toString()).contains("! Loki does not answer");
    }

    private int run(String... arguments) {
        CommandLine line = SreAgent.commandLine(new DiagnoseCommand());
        line.setOut(new PrintWriter(out, true));
        List<String> all = new ArrayList<>(List.of("diagnose"));
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
