package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartialCorrelationEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new PartialCorrelationEvidence();
    }

    @Override
    protected Case telling() {
        return new Shop(1)
                .moves("latency_p99", Shop.at("cart"), t -> 0.5 + 0.1 * t)
                .moves("latency_p99", Shop.at("frontend"), t -> 0.5 + 0.1 * t)
                .facts();
    }

    @Test
    void caller_that_moves_with_its_callee_is_less_suspect() {
        assertThat(evidence().examine(telling()))
                .singleElement()
                .satisfies(
                        clue -> {
                            assertThat(clue.candidate().resource()).isEqualTo(Shop.at("frontend"));
                            assertThat(clue.strength()).isNegative();
                        });
    }
}
