package io.sreagent.analysis.logs.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding.Kind;
import io.sreagent.analysis.logs.rules.Rule;
import io.sreagent.analysis.logs.rules.RulePack;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LogFindingsTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final long STEADY = 1;
    private static final long NIGHTLY = 2;
    private static final long SELDOM = 3;
    private static final long STRANGE = 4;

    private static final Rule FULL =
            new Rule(
                    "disk-full",
                    FaultKind.DISK,
                    Severity.FATAL,
                    new Words("A file system is full", "磁盘已满"),
                    List.of("no space"),
                    Pattern.compile("no space left"),
                    List.of("no space left"),
                    List.of());

    private final TemplateBaseline baseline = new TemplateBaseline(ZoneOffset.UTC);
    private final LogFindings findings = new LogFindings(baseline, id -> "template " + id);

    LogFindingsTest() {
        SplittableRandom random = new SplittableRandom(11);
        for (int hour = 0; hour < 3 * 168; hour++) {
            Map<Long, Long> counts = new HashMap<>();
            counts.put(STEADY, 90L + random.nextInt(20));
            if (hour % 24 == 3) counts.put(NIGHTLY, 400L + random.nextInt(50));
            if (hour == 100) counts.put(SELDOM, 1L);
            baseline.learn(MONDAY.plus(Duration.ofHours(hour)), counts);
        }
    }

    @Test
    void a_usual_hour_has_no_findings() {
        assertThat(findings.of(window(10, Map.of(STEADY, 105L)))).isEmpty();
    }

    @Test
    void a_template_never_seen_is_new_and_quotes_its_lines() {
        List<LogFinding> found = findings.of(window(10, Map.of(STEADY, 100L, STRANGE, 2L)));

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().kind()).isEqualTo(Kind.NEW);
        assertThat(found.getFirst().words().en())
                .isEqualTo("Never seen before, 2 times: template 4");
        assertThat(found.getFirst().words().zh()).isEqualTo("首次出现，共 2 次：template 4");
        assertThat(found.getFirst().quotes())
                .extracting(Quote::position)
                .containsExactly("a.log:0", "a.log:1");
    }

    @Test
    void three_times_the_most_is_a_burst() {
        assertThat(findings.of(window(10, Map.of(STEADY, 330L))))
                .extracting(LogFinding::kind)
                .containsExactly(Kind.BURST);
    }

    @Test
    void what_is_usual_at_this_hour_is_no_burst_and_elsewhere_is() {
        assertThat(findings.of(window(3, Map.of(STEADY, 100L, NIGHTLY, 430L)))).isEmpty();
        assertThat(findings.of(window(10, Map.of(STEADY, 100L, NIGHTLY, 430L))))
                .extracting(LogFinding::kind)
                .containsExactly(Kind.BURST);
    }

    @Test
    void silence_of_a_steady_template_is_told() {
        assertThat(findings.of(window(10, Map.of(NIGHTLY, 1L))))
                .filteredOn(finding -> finding.template() == STEADY)
                .extracting(LogFinding::kind)
                .containsExactly(Kind.VANISHED);
    }

    @Test
    void a_template_of_one_hour_in_five_hundred_is_rare() {
        assertThat(findings.of(window(10, Map.of(STEADY, 100L, SELDOM, 1L))))
                .extracting(LogFinding::kind)
                .containsExactly(Kind.RARE);
    }

    @Test
    void part_of_an_hour_is_measured_by_its_length() {
        LogWindow quarter = new LogWindow(hour(10), Duration.ofMinutes(15), RULES::gravest);
        for (int i = 0; i < 100; i++) quarter.add(STEADY, line(i, "usual"));

        assertThat(findings.of(quarter)).extracting(LogFinding::kind).containsExactly(Kind.BURST);
    }

    @Test
    void known_trouble_is_told_without_any_baseline() {
        LogFindings fresh =
                new LogFindings(
                        new TemplateBaseline(ZoneId.of("UTC")), id -> "write: no space left");
        LogWindow window = new LogWindow(hour(10), Duration.ofHours(1), RULES::gravest);
        window.add(STRANGE, line(7, "write: no space left"));

        List<LogFinding> found = fresh.of(window);

        assertThat(found).extracting(LogFinding::kind).containsExactly(Kind.RULE);
        assertThat(found.getFirst().severity()).isEqualTo(Severity.FATAL);
        assertThat(found.getFirst().rule()).hasValue("disk-full");
        assertThat(found.getFirst().words().zh()).contains("磁盘已满");
    }

    @Test
    void a_new_trouble_comes_before_a_new_template() {
        LogWindow window = window(10, Map.of(STEADY, 100L, STRANGE, 2L));
        window.add(9, line(9, "no space left"));

        assertThat(findings.of(window))
                .extracting(LogFinding::template)
                .containsExactly(9L, STRANGE);
    }

    @Test
    void old_weeks_are_forgotten() {
        for (int week = 3; week < 12; week++) {
            for (int hour = 0; hour < 168; hour++) {
                baseline.learn(hour(week * 168 + hour), Map.of(STEADY, 100L));
            }
        }

        assertThat(baseline.hours()).isLessThanOrEqualTo(TemplateBaseline.WEEKS * 168 + 1);
        assertThat(baseline.knows(SELDOM)).isFalse();
    }

    @Test
    void ordinary_noise_is_hardly_ever_called() {
        SplittableRandom random = new SplittableRandom(23);
        int called = 0;
        for (int i = 0; i < 500; i++) {
            called += findings.of(window(10, Map.of(STEADY, 85L + random.nextInt(30)))).size();
        }

        assertThat(called).isLessThanOrEqualTo(5);
    }

    private static final RulePack RULES = new RulePack(List.of(FULL));

    private static Instant hour(int hour) {
        return MONDAY.plus(Duration.ofHours(hour));
    }

    /** An hour in the week after the learned ones. */
    private static LogWindow window(int hour, Map<Long, Long> counts) {
        LogWindow window = new LogWindow(hour(3 * 168 + hour), Duration.ofHours(1), RULES::gravest);
        counts.forEach(
                (id, count) -> {
                    for (int i = 0; i < count; i++) window.add(id, line(i, "usual " + id));
                });
        return window;
    }

    private static LogLine line(int number, String message) {
        return new LogLine(
                hour(3 * 168), Resource.NONE, Severity.INFO, message, null, "a.log:" + number);
    }
}
