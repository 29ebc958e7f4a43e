package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OnsetOrderEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new OnsetOrderEvidence();
    }

    @Override
    protected Case telling() {
        return new Shop(1)
                .moves("error_ratio", Shop.at("cart"), t -> 0.2)
                .movesLate("error_ratio", Shop.at("frontend"), 5, t -> 0.2)
                .facts();
    }

    @Test
    void order_finer_than_two_samples_is_no_evidence() {
        Shop shop =
                new Shop(1)
                        .moves("error_ratio", Shop.at("cart"), t -> 0.2)
                        .movesLate("error_ratio", Shop.at("frontend"), 1, t -> 0.2);

        assertThat(evidence().examine(shop.facts())).isEmpty();
    }

    @Test
    void first_to_depart_is_suspect_and_later_ones_are_less() {
        for (Clue clue : evidence().examine(telling())) {
            boolean first = clue.candidate().resource().equals(Shop.at("cart"));
            assertThat(clue.strength() > 0).isEqualTo(first);
        }
    }
}
