package io.sreagent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding.Kind;
import io.sreagent.llm.Prose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogAnalysisTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final RuleFiles.Read RULES = RuleFiles.below(Path.of("../config/rules/logs"));

    private final LogAnalysis analysis = new LogAnalysis(RULES, ZoneOffset.UTC, START);

    @Test
    void shipped_rules_are_read_without_trouble() {
        assertThat(RULES.troubles()).isEmpty();
        assertThat(RULES.pack().rules()).hasSizeGreaterThan(40);
    }

    @Test
    void an_hour_unlike_those_before_is_told_with_its_lines() {
        StringBuilder log = new StringBuilder();
        for (int hour = 0; hour < 30; hour++) {
            for (int i = 0; i < 20; i++) log.append(line(hour, i, "INFO", "served order " + i));
            if (hour == 27) {
                for (int i = 0; i < 9; i++) log.append(line(hour, 30 + i, "ERROR", "gate jammed"));
            }
        }

        LogReport report = read(log.toString());

        LogReport.Found first = report.findings().getFirst();
        assertThat(first.finding().kind()).isEqualTo(Kind.NEW);
        assertThat(first.start()).contains(START.plus(Duration.ofHours(27)));
        assertThat(first.finding().quotes().getFirst().position()).isEqualTo("a.log:561");
        assertThat(first.finding().quotes().getFirst().text()).contains("gate jammed");
        assertThat(report.records()).isEqualTo(609);
        assertThat(report.errors()).isEqualTo(9);
        assertThat(report.summary().orElseThrow().lines())
                .extracting(Words::en)
                .contains("20 lines, before 20", "Nothing else changed");
    }

    @Test
    void a_log_of_three_hours_is_compared_by_five_minutes() {
        StringBuilder log = new StringBuilder();
        for (int minute = 0; minute < 180; minute++) {
            boolean bad = minute >= 150;
            for (int i = 0; i < 10; i++) {
                int took = bad ? 900 + i : 20 + i;
                log.append(line(0, minute, "INFO", "query took " + took + " ms"));
            }
            if (bad) log.append(line(0, minute, "ERROR", "pool is empty"));
        }

        LogReport report = read(log.toString());

        Instant began = START.plus(Duration.ofMinutes(150));
        assertThat(report.findings())
                .extracting(found -> found.finding().kind())
                .contains(Kind.NEW, Kind.PARAMETER);
        assertThat(report.findings())
                .filteredOn(found -> found.start().isPresent())
                .allSatisfy(found -> assertThat(found.start()).contains(began))
                .allSatisfy(found -> assertThat(found.slot()).isEqualTo(Duration.ofMinutes(5)))
                .allSatisfy(found -> assertThat(found.finding().quotes()).isNotEmpty());
        assertThat(report.errorTemplates()).extracting(LogReport.Row::count).containsExactly(30L);
    }

    @Test
    void bytes_that_are_no_text_name_no_trouble() {
        LogReport report = read("\u0001\u0002 disk EIO \u0003\n".repeat(5));

        assertThat(report.findings()).isEmpty();
        assertThat(report.troubles()).singleElement().asString().contains("no text");
    }

    @Test
    void known_trouble_is_told_in_a_log_of_one_minute() {
        LogReport report =
                read(
                        line(0, 0, "INFO", "started")
                                + line(0, 1, "ERROR", "call failed: Connection refused: db:5432"));

        assertThat(report.findings())
                .singleElement()
                .satisfies(found -> assertThat(found.finding().rule()).isPresent())
                .satisfies(found -> assertThat(found.start()).isEmpty());
    }

    @Test
    void a_source_that_breaks_off_keeps_what_came_before() {
        analysis.read(
                "cut.log",
                blocks -> {
                    byte[] bytes = line(0, 0, "INFO", "one").getBytes(StandardCharsets.UTF_8);
                    blocks.block(bytes, bytes.length);
                    throw new IOException("Unexpected end of ZLIB input stream");
                });

        LogReport report = analysis.finish(10);

        assertThat(report.records()).isEqualTo(1);
        assertThat(report.troubles())
                .containsExactly("cut.log breaks off: Unexpected end of ZLIB input stream");
    }

    @Test
    void counts_over_time_add_up_whatever_the_stretch() {
        StringBuilder log = new StringBuilder();
        for (int hour = 0; hour < 500; hour += 7) log.append(line(hour, 3, "INFO", "tick"));

        LogReport report = read(log.toString());

        assertThat(report.templates()).hasSize(1);
        assertThat(java.util.Arrays.stream(report.templates().getFirst().counts()).sum())
                .isEqualTo(72);
        assertThat(report.slotStart()).isBeforeOrEqualTo(START.plusSeconds(3 * 60));
        assertThat(report.slot().multipliedBy(TimeGrid.SLOTS)).isGreaterThan(Duration.ofHours(497));
    }

    @Test
    void binary_bytes_and_a_line_without_end_are_bounded_and_told() {
        byte[] noise = new byte[1 << 20];
        new java.util.Random(3).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) if (noise[i] == '\n') noise[i] = 0;
        analysis.read(
                "noise",
                blocks -> {
                    for (int i = 0; i < 5; i++) blocks.block(noise, noise.length);
                });

        LogReport report = analysis.finish(10);

        assertThat(report.sources().getFirst().read().cut()).isPositive();
        assertThat(report.sources().getFirst().read().binary()).isPositive();
        assertThat(report.records()).isEqualTo(1);
    }

    @Test
    void json_holds_findings_and_templates_in_plain_names() {
        String json =
                ReportJson.of(
                                read(line(0, 1, "ERROR", "No space left on device")),
                                Prose.byRules("no model", 0))
                        .toString();

        assertThat(json)
                .contains("\"template_count\":1")
                .contains("\"kind\":\"rule\"")
                .contains("\"position\":\"a.log:1\"")
                .contains("\"format\":\"plain\"");
    }

    @Test
    void a_sparkline_shows_where_lines_were() {
        assertThat(Sparkline.of(new long[] {0, 1, 8, 4}, 4)).isEqualTo(" ▁█▄");
        assertThat(Sparkline.of(new long[] {1, 1, 2, 2}, 2)).isEqualTo("▄█");
    }

    private LogReport read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        analysis.read("a.log", blocks -> blocks.block(bytes, bytes.length));
        return analysis.finish(50);
    }

    private static String line(int hour, int minute, String level, String message) {
        Instant time = START.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(minute));
        return "%s %s [main] shop - %s%n".formatted(time, level, message);
    }

    @Test
    void hours_are_compared_only_when_a_day_was_seen() {
        StringBuilder log = new StringBuilder();
        for (int hour = 0; hour < 5; hour++) log.append(line(hour, 1, "INFO", "step " + hour));
        log.append(line(5, 1, "ERROR", "odd thing"));

        assertThat(read(log.toString()).findings()).isEqualTo(List.of());
    }
}
