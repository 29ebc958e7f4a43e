package io.sreagent.contract.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every source of events does. */
public abstract class EventSourceContract {

    /** A source with at least three events at different times between the two. */
    protected abstract EventSource source();

    /** The same with nothing at the other end. */
    protected abstract EventSource dead();

    protected abstract Instant from();

    protected abstract Instant until();

    @Test
    void events_come_oldest_first() {
        Answer<List<Event>> answer = source().events(from(), until());

        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.value()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(answer.value()).extracting(Event::time).isSorted();
    }

    @Test
    void the_first_instant_belongs_to_the_window_and_the_last_does_not() {
        Instant last = source().events(from(), until()).value().getLast().time();

        assertThat(source().events(from(), last).value())
                .noneMatch(event -> event.time().equals(last));
        assertThat(source().events(last, last.plus(Duration.ofMillis(1))).value()).isNotEmpty();
    }

    @Test
    void every_event_is_about_something() {
        assertThat(source().events(from(), until()).value())
                .noneMatch(event -> event.resource().id().equals("-"));
    }

    @Test
    void a_dead_source_degrades_and_says_so() {
        Answer<List<Event>> answer = dead().events(from(), until());

        assertThat(answer.value()).isEmpty();
        assertThat(answer.troubles()).isNotEmpty();
    }
}
