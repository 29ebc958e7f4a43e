package io.sreagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Logs from files, through the command line. */
class LogsCommandTest {
    @TempDir private Path folder = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void every_raw_line_has_its_template() throws IOException {
        Path log = file("a.log", "took 3 ms\nuser bob, in\n\ntook 14 ms\nuser eve, in");

        int exit = run("logs", "templates", log.toString(), "--raw-lines");

        assertThat(exit).isEqualTo(Exit.OK);
        List<String> rows = rows();
        assertThat(rows.getFirst()).isEqualTo("line,template_id,template");
        assertThat(rows).hasSize(6);
        assertThat(rows.get(1)).matches("1,t-[0-9a-f]{16},took <\\*> ms");
        assertThat(rows.get(4)).isEqualTo(rows.get(1).replaceFirst("^1", "4"));
        assertThat(rows.get(2)).endsWith(",\"user <*>, in\"");
    }

    @Test
    void headers_come_off_and_a_trace_belongs_to_its_record() throws IOException {
        Path log =
                file(
                        "a.log",
                        """
                        2026-01-05 10:00:00,123 ERROR [main] a.B - order 17 failed
                        java.lang.IllegalStateException: no
                        \tat a.B.c(B.java:3)
                        2026-01-05 10:00:01,123 INFO [main] a.B - order 18 done
                        """);

        run("logs", "templates", log.toString());

        List<String> rows = rows();
        assertThat(rows.get(1)).startsWith("1,t-").contains("order <*> failed");
        assertThat(rows.toString()).contains("2,t-").contains("3,t-");
        assertThat(rows.getLast()).startsWith("4,t-").endsWith("order <*> done");
    }

    @Test
    void gzip_and_zstandard_read_like_the_plain_file() throws IOException {
        String text = "took 3 ms\ntook 4 ms\n";
        run("logs", "templates", "--raw-lines", file("plain", text).toString());
        String plain = out.toString();
        Path gzip = folder.resolve("a.gz");
        try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            to.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Path zstd = folder.resolve("b");
        try (OutputStream to = new ZstdOutputStream(Files.newOutputStream(zstd))) {
            to.write(text.getBytes(StandardCharsets.UTF_8));
        }

        for (Path compressed : List.of(gzip, zstd)) {
            out.getBuffer().setLength(0);
            assertThat(run("logs", "templates", "--raw-lines", compressed.toString())).isZero();
            assertThat(out.toString()).isEqualTo(plain);
        }
    }

    @Test
    void a_file_that_is_missing_or_broken_is_told_and_ends_with_2() throws IOException {
        assertThat(run("logs", "templates", folder.resolve("none").toString()))
                .isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("none: no such file");

        Path cut = folder.resolve("cut.gz");
        Files.write(cut, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1});
        assertThat(run("logs", "templates", cut.toString())).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("cut.gz: ");
    }

    @Test
    void sessions_unlike_the_normal_ones_are_anomalous() throws IOException {
        StringBuilder normal = new StringBuilder();
        for (int i = 0; i < 600; i++) normal.append(session("n" + i, "open", "close"));
        Path train = file("train.jsonl", normal.toString());
        Path test = file("test.jsonl", session("good", "open", "close") + session("bad", "crash"));

        int exit = run("logs", "sessions", "--train", train.toString(), "--test", test.toString());

        assertThat(exit).isEqualTo(Exit.OK);
        assertThat(rows().get(0)).startsWith("{\"session\":\"good\",\"score\":");
        assertThat(rows().get(0)).endsWith("\"anomalous\":false}");
        assertThat(rows().get(1)).startsWith("{\"session\":\"bad\"").endsWith("true}");
    }

    @Test
    void a_line_that_is_no_session_is_told_by_file_and_number() throws IOException {
        Path train = file("train.jsonl", session("a", "x") + "{\"session\": 3}\nnonsense\n");

        int exit = run("logs", "sessions", "--train", train.toString(), "--test", train.toString());

        assertThat(exit).isEqualTo(Exit.USAGE);
        assertThat(err.toString())
                .contains("train.jsonl:2: no list \"templates\"")
                .contains("train.jsonl:3: ");
        assertThat(out.toString()).isEmpty();
    }

    private static String session(String id, String... templates) {
        return "{\"session\":\"%s\",\"templates\":[\"%s\"],\"label\":0}\n"
                .formatted(id, String.join("\",\"", templates));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> rows() {
        return out.toString().lines().toList();
    }

    private int run(String... arguments) {
        CommandLine line = SreAgent.commandLine(new LogsCommand());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
