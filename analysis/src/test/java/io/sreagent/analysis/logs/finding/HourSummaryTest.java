package io.sreagent.analysis.logs.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HourSummaryTest {
    private static final Instant NOW = Instant.parse("2026-03-09T10:00:00Z");
    private final LogWindow now = window(NOW);
    private final LogWindow before = window(NOW.minus(Duration.ofDays(7)));

    @Test
    void volume_errors_and_changes_are_told_in_two_languages() {
        add(now, 1, 100, Severity.INFO);
        add(before, 1, 104, Severity.INFO);
        add(now, 2, 50, Severity.ERROR);
        add(before, 3, 40, Severity.INFO);

        List<Words> summary = HourSummary.of(now, before, List.of(), id -> "template " + id);

        assertThat(summary)
                .extracting(Words::en)
                .containsExactly(
                        "150 lines, before 144 (+4%)",
                        "50 errors, before 0",
                        "New (0 → 50): template 2",
                        "Gone (40 → 0): template 3");
        assertThat(summary)
                .extracting(Words::zh)
                .contains("共 150 行，之前 144 行 (+4%)", "新增（0 → 50）：template 2");
    }

    @Test
    void noise_is_no_change() {
        add(now, 1, 100, Severity.INFO);
        add(before, 1, 110, Severity.INFO);

        assertThat(HourSummary.of(now, before, List.of(), id -> "t"))
                .last()
                .extracting(Words::zh)
                .isEqualTo("其余无变化");
    }

    @Test
    void ten_lines_are_the_most() {
        for (int id = 1; id <= 30; id++) add(now, id, 50, Severity.INFO);

        assertThat(HourSummary.of(now, before, List.of(), id -> "t" + id)).hasSize(10);
    }

    private static LogWindow window(Instant start) {
        return new LogWindow(start, Duration.ofHours(1), message -> Optional.empty());
    }

    private static void add(LogWindow window, long template, int times, Severity severity) {
        for (int i = 0; i < times; i++) {
            window.add(
                    template,
                    new LogLine(window.start(), Resource.NONE, severity, "m", null, "a:" + i));
        }
    }
}
