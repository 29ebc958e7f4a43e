package io.sreagent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolledTailTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final List<LogLine> kept = new ArrayList<>();
    private Instant now = NOON;
    private boolean dead;

    private final LogSource source =
            new LogSource() {
                @Override
                public String name() {
                    return "kept";
                }

                @Override
                public Answer<List<LogLine>> lines(Resource of, Instant from, Instant to, int n) {
                    throw new AssertionError("a tail asks by query");
                }

                @Override
                public Answer<List<LogLine>> query(String query, Instant from, Instant to, int n) {
                    if (dead) return Answer.missing(List.of(), "dead");
                    return Answer.complete(
                            kept.stream()
                                    .filter(l -> !l.time().isBefore(from) && l.time().isBefore(to))
                                    .toList());
                }
            };

    private final PolledTail tail = new PolledTail(source, "{}", NOON.minusSeconds(60), () -> now);

    @Test
    void every_line_is_told_once_also_one_that_came_late() throws InterruptedException {
        write(0, "one");
        assertThat(next()).containsExactly("one");

        now = NOON.plusSeconds(2);
        write(-5, "late");
        write(1, "two");
        assertThat(next()).containsExactlyInAnyOrder("late", "two");

        now = NOON.plusSeconds(4);
        assertThat(next()).isEmpty();
    }

    @Test
    void a_dead_source_is_told_and_nothing_is_lost() throws InterruptedException {
        write(0, "one");
        next();
        dead = true;
        now = NOON.plusSeconds(60);
        write(30, "two");
        assertThat(tail.next(AT_ONCE).troubles()).containsExactly("dead");

        dead = false;
        assertThat(next()).containsExactly("two");
    }

    private List<String> next() throws InterruptedException {
        return tail.next(AT_ONCE).value().stream().map(LogLine::message).toList();
    }

    private void write(int second, String text) {
        kept.add(
                new LogLine(
                        NOON.plusSeconds(second),
                        Resource.NONE,
                        Severity.INFO,
                        text,
                        null,
                        "kept:" + kept.size()));
    }
}
