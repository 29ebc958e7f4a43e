package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DependencyEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new DependencyEvidence();
    }

    @Override
    protected Case telling() {
        return new Shop(1)
                .moves("error_ratio", Shop.at("cart"), t -> 0.2)
                .moves("error_ratio", Shop.at("frontend"), t -> 0.2)
                .facts();
    }

    @Test
    void callee_in_trouble_speaks_against_its_caller() {
        for (Clue clue : evidence().examine(telling())) {
            boolean callee = clue.candidate().resource().equals(Shop.at("cart"));
            assertThat(clue.strength() > 0).isEqualTo(callee);
        }
    }
}
