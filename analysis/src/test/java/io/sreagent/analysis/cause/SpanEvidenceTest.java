package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpanEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new SpanEvidence();
    }

    @Override
    protected Case telling() {
        return new Shop(1)
                .calls("checkout", "payment", 5, 5)
                .slowCalls("checkout", "payment", 80, 5)
                .facts();
    }

    @Test
    void time_of_children_is_not_held_against_the_parent() {
        assertThat(evidence().examine(telling()))
                .singleElement()
                .satisfies(
                        clue ->
                                assertThat(clue.candidate().resource())
                                        .isEqualTo(Shop.at("payment")));
    }
}
