package io.sreagent.contract.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every source of changes does. */
public abstract class ChangeSourceContract {

    /** A source with at least two changes at different times between the two. */
    protected abstract ChangeSource source();

    /** The same with nothing at the other end. */
    protected abstract ChangeSource dead();

    protected abstract Instant from();

    protected abstract Instant until();

    @Test
    void changes_come_oldest_first() {
        Answer<List<Change>> answer = source().changes(from(), until());

        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.value()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(answer.value()).extracting(Change::time).isSorted();
    }

    @Test
    void the_first_instant_belongs_to_the_window_and_the_last_does_not() {
        Instant last = source().changes(from(), until()).value().getLast().time();

        assertThat(source().changes(from(), last).value())
                .noneMatch(change -> change.time().equals(last));
        assertThat(source().changes(last, last.plus(Duration.ofMillis(1))).value()).isNotEmpty();
    }

    @Test
    void every_change_says_in_one_line_what_and_where() {
        assertThat(source().changes(from(), until()).value())
                .allSatisfy(
                        change -> {
                            assertThat(change.what()).isNotBlank().doesNotContain("\n");
                            assertThat(change.reference()).isNotBlank();
                            assertThat(change.resource().id()).isNotEqualTo("-");
                        });
    }

    @Test
    void asking_again_tells_the_same() {
        assertThat(source().changes(from(), until())).isEqualTo(source().changes(from(), until()));
    }

    @Test
    void a_dead_source_degrades_and_says_so() {
        Answer<List<Change>> answer = dead().changes(from(), until());

        assertThat(answer.value()).isEmpty();
        assertThat(answer.troubles()).isNotEmpty();
    }
}
