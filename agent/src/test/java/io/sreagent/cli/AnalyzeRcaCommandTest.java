package io.sreagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AnalyzeRcaCommandTest {
    private static final int ONSET = 1_000_300;

    @TempDir Path pack;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void one_case_in_which_the_cart_takes_all_cpu() throws IOException {
        Path set = Files.createDirectories(pack.resolve("rca/sock-shop"));
        StringBuilder rows = new StringBuilder("time,carts_cpu,carts_lat_90,orders_cpu\n");
        for (int i = 0; i < 400; i++) {
            int time = 1_000_000 + i;
            double cpu = time < ONSET ? 5 + i % 3 : 95 + i % 3;
            rows.append("%d,%s,%s,%s\n".formatted(time, cpu, 0.1 + i % 5 * 0.01, 7 + i % 4));
        }
        Files.writeString(set.resolve("a.csv"), rows);
        cases("{\"case\": \"rca/sock-shop/a\", \"data\": \"a.csv\", \"onset\": 1000300}\n");
    }

    private void cases(String lines) throws IOException {
        Files.writeString(pack.resolve("rca/sock-shop/cases.jsonl"), lines);
    }

    private int run(String... arguments) {
        CommandLine line = SreAgent.commandLine(new AnalyzeCommand());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 4];
        System.arraycopy(new String[] {"analyze", "rca", "--pack", pack.toString()}, 0, all, 0, 4);
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return line.execute(all);
    }

    private List<JsonNode> answers() throws IOException {
        List<JsonNode> answers = new java.util.ArrayList<>();
        for (String line : out.toString().lines().toList())
            answers.add(new ObjectMapper().readTree(line));
        return answers;
    }

    @Test
    void answers_a_case_without_any_truth_beside_it() throws IOException {
        int exit = run();

        assertEquals(Exit.OK, exit, err::toString);
        JsonNode answer = answers().getFirst();
        assertEquals("rca/sock-shop/a", answer.path("case").asText());
        assertEquals("carts", answer.path("ranking").path(0).path("service").asText());
        assertEquals("cpu", answer.path("ranking").path(0).path("metric").asText());
        assertEquals(ONSET, answer.path("onset").asInt());
    }

    @Test
    void finds_an_onset_that_nobody_told() throws IOException {
        run("--onset", "none", "--set", "sock-shop");

        assertEquals(ONSET, answers().getFirst().path("onset").asInt(), 3);
    }

    @Test
    void a_case_that_cannot_be_read_is_named_and_the_others_are_answered() throws IOException {
        cases(
                """
                {"case": "rca/sock-shop/gone", "data": "gone.csv", "onset": 1000300}
                {"case": "rca/sock-shop/a", "data": "a.csv", "onset": 1000300}
                """);

        assertEquals(Exit.USAGE, run());
        assertEquals(1, answers().size());
        assertTrue(err.toString().contains("rca/sock-shop/gone"), err.toString());
    }

    @Test
    void a_broken_line_is_named_by_file_and_line() throws IOException {
        cases("{\"case\": \"rca/sock-shop/a\", \n");

        assertEquals(Exit.USAGE, run());
        assertTrue(err.toString().contains("cases.jsonl:1"), err.toString());
    }

    @Test
    void an_unknown_set_is_told_which_there_are() {
        assertEquals(Exit.USAGE, run("--set", "moon"));
        assertTrue(err.toString().contains("petshop"), err.toString());
    }

    @Test
    void a_folder_without_cases_is_a_problem() throws IOException {
        Files.delete(pack.resolve("rca/sock-shop/cases.jsonl"));

        assertEquals(Exit.USAGE, run());
        assertTrue(err.toString().contains("no cases.jsonl"), err.toString());
    }
}
