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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Client commands against a server that answers what a test wants. */
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    asked.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("Authorization")
                                    + " "
                                    + body);
                    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
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
    void anomalies_are_told_with_their_detectors() {
        answer =
                """
                {"items":[{"seen":"2026-01-05T10:00:00Z","kind":"TREND","score":0.98765,"effect":8.21,
                "detectors":["drift","run-rule"],"words":"Memory climbs."}],"total":1}
                """;

        int exit = run("anomalies", "--hours", "6", "--token", "t");

        assertThat(exit).isEqualTo(Exit.OK);
        assertThat(asked).anyMatch(line -> line.startsWith("GET /api/v1/anomalies?hours=6 "));
        assertThat(asked).anyMatch(line -> line.startsWith("GET /api/v1/anomalies/machines "));
        assertThat(out.toString())
                .containsPattern("TREND +0.99 +8.21 +drift, run-rule +Memory climbs.");
    }

    @Test
    void a_list_is_a_table_for_people() {
        answer =
                """
                {"items":[{"id":"INC-7","state":"ESCALATED","severity":"HIGH","resource":"shop/checkout",
                "opened_at":"2026-01-05T10:00:00Z","title":"Memory climbs"}],"total":9,"next_cursor":"n1"}
                """;

        int exit = run("incidents", "list", "--token", "t");

        assertThat(exit).isEqualTo(Exit.OK);
        assertThat(out.toString().lines())
                .containsExactly(
                        "ID     STATE      SEVERITY  WHERE          OPENED                WHAT",
                        "INC-7  ESCALATED  HIGH      shop/checkout  2026-01-05T10:00:00Z  Memory climbs",
                        "… more: --cursor n1");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void machines_get_the_answer_as_it_came() {
        answer = "{\"items\":[],\"total\":0}";

        run("incidents", "list", "-o", "json");

        assertThat(out.toString().replaceAll("\\s", "")).isEqualTo("{\"items\":[],\"total\":0}");
    }

    @Test
    void control_characters_from_elsewhere_do_not_reach_the_terminal() {
        answer = "{\"items\":[{\"id\":\"INC-1\",\"title\":\"\\u001b[2Jgone\"}]}";

        run("incidents", "list");

        assertThat(out.toString()).doesNotContain("\u001b").contains("[2Jgone");
    }

    @Test
    void approving_sends_token_reason_and_hash() {
        answer = "{\"plan_id\":\"PLAN-7-1\",\"decision\":\"APPROVED\",\"detail\":\"runs\"}";

        int exit =
                run(
                        "approvals",
                        "approve",
                        "PLAN-7-1",
                        "--hash",
                        "abc",
                        "--reason",
                        "looks right",
                        "--token",
                        "sre_x");

        assertThat(exit).isEqualTo(Exit.OK);
        assertThat(asked.getFirst())
                .startsWith("POST /api/v1/approvals/PLAN-7-1/approve Bearer sre_x ")
                .contains("\"plan_hash\":\"abc\"")
                .contains("\"reason\":\"looks right\"");
        assertThat(out.toString()).contains("APPROVED");
    }

    @ParameterizedTest(name = "{0} from the server ends with {1}")
    @CsvSource({"400, 2", "401, 4", "403, 4", "404, 2", "409, 1", "422, 2", "500, 1", "503, 3"})
    void the_exit_code_says_who_is_to_blame(int from, int exit) {
        status = from;
        answer = "{\"title\":\"No\",\"detail\":\"because\"}";

        assertThat(run("incidents", "show", "INC-1")).isEqualTo(exit);
        assertThat(err.toString()).contains("GET /api/v1/incidents/INC-1 answered " + from);
        assertThat(err.toString()).contains("because");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_server_that_is_not_there_is_told_with_the_way_out() {
        server.stop(0);

        int exit = run("incidents", "list");

        assertThat(exit).isEqualTo(Exit.UNREACHABLE);
        assertThat(err.toString())
                .contains("does not answer")
                .contains("sre-agent serve")
                .contains("--server");
    }

    @Test
    void wrong_usage_ends_with_2() {
        assertThat(run("incidents")).isEqualTo(Exit.USAGE);
        assertThat(run("no-such-command")).isEqualTo(Exit.USAGE);
        assertThat(run("incidents", "escalate", "INC-1")).isEqualTo(Exit.USAGE);
        assertThat(run("incidents", "feedback", "INC-1", "splendid")).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("feedback is good or bad, not 'splendid'");
    }

    @Test
    void a_mistake_is_told_in_two_lines_and_not_buried_in_help() {
        run("incidents", "list", "-o", "yaml");

        assertThat(err.toString().lines())
                .hasSize(2)
                .last()
                .isEqualTo("See `sre-agent incidents list --help`.");
        assertThat(err.toString()).contains("TABLE, JSON").contains("'yaml'");
    }

    @Test
    void the_shadow_record_stands_beside_the_word_that_enables_a_playbook() {
        answer =
                """
                {"items":[{"playbook":"scale-out","version":"a1","plans":5,"waiting":1,"same":3,"passed":false}],
                "scope":"playbook:scale-out","enabled":true}
                """;

        run("policy", "enable", "playbook:scale-out", "--reason", "seen enough");

        assertThat(out.toString())
                .contains("version a1: people did the same in 3 of 4; it has not passed.");
    }

    @Test
    void a_broken_chain_ends_with_1() {
        answer =
                "{\"state\":\"BROKEN\",\"records\":9,\"sequence\":4,\"fault\":\"MISSING\",\"detail\":\"record 4 is missing\"}";

        assertThat(run("audit", "verify")).isEqualTo(Exit.FAILED);
        assertThat(out.toString()).contains("record 4 is missing");
    }

    @Test
    void a_prediction_is_asked_for_and_printed_by_the_hour() {
        answer =
                """
                {"service":"shop/checkout","instances":7,"confidence":0.97,"features":["hour"],
                "hours":[{"from":"2026-03-02T11:00:00Z","qps":420.5,"upper":470,"needed":7,"instances":7,
                "confidence":0.97}]}
                """;

        int exit = run("predict", "shop/checkout", "--qps", "410", "--hours", "3");

        assertThat(exit).isEqualTo(Exit.OK);
        assertThat(asked.getFirst())
                .startsWith(
                        "GET /api/v1/predict?service=shop%2Fcheckout&current_qps=410.0&hours=3 ");
        assertThat(out.toString()).contains("instances").contains("2026-03-02T11:00:00Z");
    }

    @Test
    void the_completion_script_knows_the_commands() {
        assertThat(run("completion")).isEqualTo(Exit.OK);
        assertThat(out.toString()).contains("approvals").contains("doctor");
    }

    @Test
    void help_tells_every_exit_code() {
        assertThat(run("--help")).isEqualTo(Exit.OK);
        for (int code = Exit.OK; code <= Exit.DENIED; code++)
            assertThat(out.toString()).containsPattern("\\n  " + code + "   \\S");
    }

    private int run(String... arguments) {
        CommandLine line =
                SreAgent.commandLine(
                        new IncidentsCommand(),
                        new AnomaliesCommand(),
                        new ApprovalsCommand(),
                        new PolicyCommand(),
                        new AuditCommand(),
                        new StatsCommand(),
                        new PredictCommand(),
                        new TokenCommand(),
                        new DoctorCommand(),
                        new CompletionCommand());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        List<String> all = new ArrayList<>(List.of(arguments));
        boolean talks =
                arguments.length > 1
                        && List.of(
                                        "incidents",
                                        "anomalies",
                                        "approvals",
                                        "policy",
                                        "audit",
                                        "predict")
                                .contains(arguments[0]);
        if (talks) {
            all.add("--server");
            all.add("http://127.0.0.1:" + server.getAddress().getPort());
        }
        return line.execute(all.toArray(String[]::new));
    }
}
