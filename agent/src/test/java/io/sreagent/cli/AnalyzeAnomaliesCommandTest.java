package io.sreagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AnalyzeAnomaliesCommandTest {
    @TempDir private Path folder = Path.of("");
    private final StringWriter err = new StringWriter();

    @Test
    void every_row_of_every_file_gets_a_score_under_the_same_name() throws IOException {
        write("in/deep/load.csv", load(900, 1200));
        zip(
                "in/machine.csv.gz",
                load(300, 600).stream().skip(1).map(l -> l.split(",")[1] + ",5").toList());
        assertThat(run("--in", at("in"), "--out", at("out"))).isZero();
        List<String> scored = Files.readAllLines(folder.resolve("out/deep/load.csv"));
        assertThat(scored).hasSize(1201).first().isEqualTo("timestamp,value,score");
        assertThat(score(scored, 901)).isGreaterThan(0.7);
        assertThat(score(scored, 800)).isLessThan(0.7);
        assertThat(scored.get(1)).startsWith("1767571200,");
        assertThat(Files.readAllLines(folder.resolve("out/machine.csv"))).hasSize(601);
        assertThat(err.toString()).contains("1 of 2", "2 of 2");
    }

    @Test
    void later_rows_change_no_score() throws IOException {
        List<String> all = load(900, 1200);
        write("whole/load.csv", all);
        write("part/load.csv", all.subList(0, 951));
        run("--in", at("whole"), "--out", at("a"));
        run("--in", at("part"), "--out", at("b"));
        assertThat(Files.readAllLines(folder.resolve("a/load.csv")).subList(0, 951))
                .isEqualTo(Files.readAllLines(folder.resolve("b/load.csv")));
    }

    @Test
    void training_rows_below_the_same_folder_are_learned_and_not_scored() throws IOException {
        List<String> all = load(900, 1200);
        write("set/train/s.csv", all.subList(0, 801));
        write("set/test/s.csv", all.subList(801, 1201));
        write("set/test_label/s.csv", List.of("1"));
        assertThat(run("--in", at("set"), "--train", at("set/train"), "--out", at("out"))).isZero();
        List<String> scored = Files.readAllLines(folder.resolve("out/test/s.csv"));
        assertThat(score(scored, 101)).isGreaterThan(0.7);
        assertThat(folder.resolve("out/train")).doesNotExist();
        assertThat(folder.resolve("out/test_label")).doesNotExist();
    }

    @Test
    void each_wrong_file_is_one_line_and_the_others_are_scored() throws IOException {
        write("in/good.csv", load(900, 1000));
        write("in/words.csv", List.of("a,b", "x,y"));
        write("in/broken.csv.gz", List.of("this is no gzip"));
        assertThat(run("--in", at("in"), "--out", at("out"))).isEqualTo(Exit.USAGE);
        assertThat(folder.resolve("out/good.csv")).exists();
        assertThat(err.toString().lines().filter(l -> l.startsWith(at("in"))))
                .hasSize(2)
                .anyMatch(l -> l.contains("words.csv has no column of numbers"))
                .anyMatch(l -> l.contains("broken.csv cannot be read"));
    }

    @Test
    void a_folder_that_is_missing_or_empty_is_refused() throws IOException {
        assertThat(run("--in", at("nowhere"), "--out", at("out"))).isEqualTo(Exit.USAGE);
        Files.createDirectory(folder.resolve("empty"));
        assertThat(run("--in", at("empty"), "--out", at("out"))).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("nowhere is no folder", "has no .csv");
    }

    /** A daily load every five minutes; one row is three times what it should be. */
    private static List<String> load(int strange, int rows) {
        Random random = new Random(5);
        return IntStream.rangeClosed(0, rows)
                .mapToObj(
                        i -> {
                            if (i == 0) return "timestamp,value";
                            double daily = 100 + 40 * Math.sin(2 * Math.PI * i / 288);
                            double value = daily + 3 * random.nextGaussian();
                            return (1767571200L + 300L * (i - 1))
                                    + ","
                                    + (i == strange + 1 ? 3 * value : value);
                        })
                .toList();
    }

    private static double score(List<String> scored, int line) {
        return Double.parseDouble(scored.get(line).split(",")[2]);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, List<String> lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    private void zip(String name, List<String> lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\r\n", lines).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private int run(String... args) {
        CommandLine line = SreAgent.commandLine();
        line.addSubcommand("analyze", new AnalyzeCommand());
        line.setErr(new PrintWriter(err, true));
        String[] whole = new String[args.length + 2];
        whole[0] = "analyze";
        whole[1] = "anomalies";
        System.arraycopy(args, 0, whole, 2, args.length);
        return line.execute(whole);
    }
}
