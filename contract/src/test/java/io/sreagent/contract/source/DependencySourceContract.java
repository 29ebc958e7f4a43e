package io.sreagent.contract.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What everything that tells of dependencies keeps to. */
public abstract class DependencySourceContract {

    /** One that knows of at least one dependency. */
    protected abstract DependencySource source();

    /** The same, unable to tell. */
    protected abstract DependencySource dead();

    @Test
    void its_edges_lead_from_one_named_thing_to_another_and_say_how_sure_they_are() {
        var answer = source().dependencies();

        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.value())
                .isNotEmpty()
                .allSatisfy(
                        edge -> {
                            assertThat(edge.caller().name()).isNotBlank();
                            assertThat(edge.callee().name()).isNotBlank();
                            assertThat(edge.caller().id()).isNotEqualTo(edge.callee().id());
                            assertThat(edge.confidence()).isBetween(0.01, 1.0);
                            assertThat(edge.source()).isEqualTo(source().name());
                        });
    }

    @Test
    void one_that_cannot_tell_says_why_and_throws_nothing() {
        var answer = dead().dependencies();

        assertThat(answer.value()).isEmpty();
        assertThat(answer.troubles()).isNotEmpty();
    }
}
