package io.sreagent.analysis.logs.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.logs.finding.LogFinding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogContrastTest {
    private static final Instant ONSET = Instant.parse("2026-01-05T12:00:00Z");

    private final LogWindow before = window(Duration.ofHours(2));
    private final LogWindow since = window(Duration.ofMinutes(10));

    @Test
    void a_template_without_a_line_before_is_new() {
        write(before, 1, Severity.INFO, 200);
        write(since, 1, Severity.INFO, 17);
        write(since, 2, Severity.ERROR, 1);

        assertThat(contrast())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.kind()).isEqualTo(Kind.NEW);
                            assertThat(finding.template()).isEqualTo(2);
                            assertThat(finding.quotes()).hasSize(1);
                        });
    }

    @Test
    void more_than_the_time_before_leads_to_expect_is_a_burst() {
        write(before, 1, Severity.WARN, 120); // ten are to be expected
        write(since, 1, Severity.WARN, 60);

        assertThat(contrast())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.kind()).isEqualTo(Kind.BURST);
                            assertThat(finding.expected().expected()).isEqualTo(10);
                        });
    }

    @Test
    void chance_is_no_burst() {
        write(before, 1, Severity.WARN, 120);
        write(since, 1, Severity.WARN, 16);

        assertThat(contrast()).isEmpty();
    }

    @Test
    void nothing_is_new_where_little_is_known() {
        write(before, 1, Severity.INFO, 20);
        write(since, 2, Severity.ERROR, 3);

        assertThat(contrast()).isEmpty();
    }

    @Test
    void a_template_that_was_common_and_fell_silent_has_vanished() {
        write(before, 1, Severity.INFO, 600); // fifty are to be expected
        write(before, 2, Severity.INFO, 60); // five; silence may be chance
        write(since, 3, Severity.INFO, 1);

        assertThat(contrast())
                .filteredOn(finding -> finding.kind() == Kind.VANISHED)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.template()).isEqualTo(1);
                            assertThat(finding.quotes()).hasSize(3);
                        });
    }

    @Test
    void of_a_service_that_fell_silent_only_the_commonest_templates_are_told() {
        for (int template = 1; template <= 9; template++) {
            write(before, template, Severity.INFO, 1_000 * template);
        }

        assertThat(contrast())
                .extracting(LogFinding::template)
                .containsExactlyInAnyOrder(9L, 8L, 7L);
    }

    private List<LogFinding> contrast() {
        return new LogContrast(id -> "template " + id).of(before, since);
    }

    private static LogWindow window(Duration length) {
        return new LogWindow(ONSET, length, message -> Optional.empty());
    }

    private static void write(LogWindow into, long template, Severity severity, int times) {
        for (int i = 0; i < times; i++) {
            into.add(
                    template,
                    new LogLine(ONSET, Resource.NONE, severity, "line", null, "log:" + i));
        }
    }
}
