package io.sreagent.integrations.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogSource;
import io.sreagent.contract.source.LogSourceContract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files. */
class FileLogSourceTest extends LogSourceContract {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    @TempDir Path folder;

    private record Settings(Optional<List<String>> paths, String zone) implements FileLogSettings {}

    @BeforeEach
    void write() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            text.append(NOON.plusSeconds(i)).append(i == 4 ? " ERROR" : " INFO");
            text.append(" [a] order ").append(i).append(" stored\n");
        }
        file("shop/checkout.log", text.toString());
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(NOON.plusSeconds(60)));
        return file;
    }

    private FileLogSource source(String... paths) {
        List<String> below = java.util.Arrays.stream(paths).map(p -> folder + "/" + p).toList();
        return new FileLogSource(new Settings(Optional.of(below), "UTC"));
    }

    @Override
    protected LogSource source() {
        return source("{namespace}/{service}.log");
    }

    @Override
    protected LogSource dead() {
        return source("nowhere/*.log");
    }

    @Override
    protected Resource resource() {
        return Resource.service("shop", "checkout");
    }

    @Override
    protected Instant from() {
        return NOON;
    }

    @Override
    protected Instant until() {
        return NOON.plusSeconds(60);
    }

    @Test
    void a_stretch_of_a_long_file_is_found_without_reading_all_of_it() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append(NOON.plusSeconds(i))
                    .append(" INFO [a] order ")
                    .append(i)
                    .append(" stored\n");
        }
        Path file = file("shop/long.log", text.toString());
        Files.setLastModifiedTime(file, FileTime.from(NOON.plusSeconds(60_000)));
        Instant begin = NOON.plusSeconds(30_000);

        List<LogLine> lines =
                source().lines(Resource.service("shop", "long"), begin, begin.plusSeconds(3), 100)
                        .value();

        assertThat(lines)
                .extracting(LogLine::message)
                .containsExactly("order 30000 stored", "order 30001 stored", "order 30002 stored");
    }

    @Test
    void rotated_and_packed_files_are_read_with_the_open_one() throws IOException {
        Path packed = folder.resolve("shop/checkout.log.1.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(
                    (NOON.minusSeconds(5) + " WARN [a] before\n").getBytes(StandardCharsets.UTF_8));
        }
        Files.setLastModifiedTime(packed, FileTime.from(NOON));

        List<LogLine> lines =
                source("{namespace}/{service}.log*")
                        .lines(resource(), NOON.minusSeconds(60), until(), 100)
                        .value();

        assertThat(lines).hasSize(11);
        assertThat(lines.getFirst().message()).isEqualTo("before");
    }

    @Test
    void a_query_selects_by_labels_and_filters() {
        Answer<List<LogLine>> errors =
                source().query("{service=\"checkout\", level=\"error\"}", from(), until(), 10);
        Answer<List<LogLine>> others =
                source().query("{service!=\"checkout\"}", from(), until(), 10);
        Answer<List<LogLine>> one =
                source().query("{filename=~\".+\"} |= \"order 7\"", from(), until(), 10);

        assertThat(errors.value()).extracting(LogLine::severity).containsExactly(Severity.ERROR);
        assertThat(others.value()).isEmpty();
        assertThat(one.value()).extracting(LogLine::message).containsExactly("order 7 stored");
        assertThat(one.value().getFirst().position())
                .endsWith("checkout.log " + NOON.plusSeconds(7));
    }

    @Test
    void what_a_line_tells_of_itself_wins_over_its_path() throws IOException {
        file(
                "shop/mixed.log",
                "{\"time\":\"2026-01-05T12:00:01Z\",\"level\":\"warn\",\"service\":\"pay\",\"msg\":\"slow\"}\n");

        List<LogLine> lines = source().query("{service=\"pay\"}", from(), until(), 10).value();

        assertThat(lines).extracting(LogLine::message).containsExactly("slow");
    }

    @Test
    void the_kubelets_folders_name_namespace_and_pod() throws IOException {
        file(
                "pods/shop_cart-7d9f8b6c5-x2x4z_0f1e/main/0.log",
                "2026-01-05T12:00:01Z stdout F ready to serve\n");

        FileLogSource source = source("pods/{namespace}_{pod}_*/*/*.log");

        assertThat(source.services()).containsExactly("cart");
        assertThat(source.lines(Resource.service("shop", "cart"), from(), until(), 10).value())
                .extracting(line -> line.resource().id())
                .containsExactly("shop/cart/cart-7d9f8b6c5-x2x4z");
    }

    @Test
    void lines_without_a_time_say_so() throws IOException {
        file("shop/plain.log", "one\ntwo\n");

        Answer<List<LogLine>> answer =
                source().lines(Resource.service("shop", "plain"), from(), NOON.plusSeconds(90), 10);

        assertThat(answer.value()).hasSize(2);
        assertThat(answer.troubles().getFirst()).contains("plain.log", "2 lines tell no time");
    }

    @Test
    void an_unknown_part_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> source("{team}/*.log"))
                .hasMessageContaining("{team}")
                .hasMessageContaining("{service}");
    }
}
