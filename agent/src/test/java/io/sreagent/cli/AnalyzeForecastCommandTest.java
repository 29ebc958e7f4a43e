package io.sreagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AnalyzeForecastCommandTest {
    private static final String HEADER = "id,file,column,train_end,horizon,season";

    @TempDir private Path folder;
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void series() throws IOException {
        List<String> lines = new ArrayList<>(List.of("date,load,nothing"));
        for (int hour = 0; hour < 200; hour++)
            lines.add("d," + (100 + 20 * Math.sin(2 * Math.PI * hour / 24)) + ",");
        try (GZIPOutputStream zipped =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("t.csv.gz")))) {
            zipped.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void tasks(String... rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        lines.addAll(List.of(rows));
        Files.write(folder.resolve("tasks.csv"), lines);
    }

    private int run(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "analyze",
                                "forecast",
                                "--pack",
                                folder.toString(),
                                "--out",
                                out().toString()));
        arguments.addAll(List.of(more));
        CommandLine line = SreAgent.commandLine(new AnalyzeCommand());
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments.toArray(String[]::new));
    }

    private Path out() {
        return folder.resolve("answers/load.csv");
    }

    @Test
    void every_task_is_answered_in_the_order_asked() throws IOException {
        tasks("second,t.csv,load,150,3,24", "first,t.csv,load,120,2,24");

        assertThat(run()).isEqualTo(Exit.OK);
        List<String> lines = Files.readAllLines(out());
        assertThat(lines).hasSize(6);
        assertThat(lines.getFirst()).isEqualTo("id,step,mean,lower,upper");
        assertThat(lines.get(1)).startsWith("second,1,");
        assertThat(lines.get(3)).startsWith("second,3,");
        assertThat(lines.get(4)).startsWith("first,1,");
        assertThat(err.toString()).contains("2 of 2 tasks");
    }

    @Test
    void task_that_is_wrong_is_named_with_its_line_and_nothing_is_written() throws IOException {
        tasks("a,t.csv,load,150,3,24", "b,t.csv,load,150,0,24", "c,none.csv,load,1,1,24");

        assertThat(run()).isEqualTo(Exit.USAGE);
        assertThat(err.toString())
                .contains("tasks.csv:3: horizon 0 is not in 1–100000")
                .contains("tasks.csv:4: there is no ");
        assertThat(out()).doesNotExist();
    }

    @Test
    void series_of_gaps_is_named_and_the_others_are_answered() throws IOException {
        tasks("a,t.csv,load,150,3,24", "empty,t.csv,nothing,150,3,24");

        assertThat(run()).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("empty: combination needs at least 2 values");
        assertThat(Files.readAllLines(out())).hasSize(4);
    }

    @Test
    void level_that_is_no_share_is_refused() throws IOException {
        tasks("a,t.csv,load,150,3,24");

        assertThat(run("--level", "100")).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("--level 100.0 is not between 0 and 100");
    }
}
