package io.sreagent.contract.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every source of log lines does. */
public abstract class LogSourceContract {

    /** A source with more than three lines of {@link #resource()} between the two. */
    protected abstract LogSource source();

    /** The same with nothing at the other end. */
    protected abstract LogSource dead();

    protected abstract Resource resource();

    protected abstract Instant from();

    protected abstract Instant until();

    @Test
    void lines_come_oldest_first_and_lie_in_the_window() {
        Answer<List<LogLine>> answer = source().lines(resource(), from(), until(), 1000);

        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.value()).hasSizeGreaterThan(3);
        assertThat(answer.value()).extracting(LogLine::time).isSorted();
        assertThat(answer.value())
                .allMatch(line -> !line.time().isBefore(from()) && line.time().isBefore(until()));
    }

    @Test
    void a_limit_keeps_the_newest() {
        List<LogLine> all = source().lines(resource(), from(), until(), 1000).value();

        List<LogLine> two = source().lines(resource(), from(), until(), 2).value();

        assertThat(two).isEqualTo(all.subList(all.size() - 2, all.size()));
    }

    @Test
    void every_line_says_where_it_can_be_read_again() {
        assertThat(source().lines(resource(), from(), until(), 1000).value())
                .allSatisfy(line -> assertThat(line.position()).isNotBlank());
    }

    @Test
    void a_dead_source_degrades_and_says_so() {
        Answer<List<LogLine>> answer = dead().lines(resource(), from(), until(), 10);

        assertThat(answer.value()).isEmpty();
        assertThat(answer.troubles()).isNotEmpty();
    }
}
