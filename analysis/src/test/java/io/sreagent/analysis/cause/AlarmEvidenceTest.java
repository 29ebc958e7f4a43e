package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlarmEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new AlarmEvidence();
    }

    @Override
    protected Case telling() {
        return new Shop(1)
                .moves("error_ratio", Shop.at("cart"), t -> 0.2)
                .moves("error_ratio", Shop.at("frontend"), t -> 0.2)
                .moves("latency_p99", Shop.at("payment"), t -> 2)
                .alarm("error_ratio", "frontend")
                .facts();
    }

    @Test
    void trouble_of_the_same_kind_down_the_calls_is_suspect_and_another_story_is_not() {
        for (Clue clue : evidence().examine(telling())) {
            boolean elsewhere = clue.candidate().resource().equals(Shop.at("payment"));
            assertThat(clue.strength() < 0).as(clue.words().en()).isEqualTo(elsewhere);
        }
    }

    @Test
    void without_an_alarm_there_is_no_clue() {
        Shop shop = new Shop(1).moves("error_ratio", Shop.at("cart"), t -> 0.2);

        assertThat(evidence().examine(shop.facts())).isEmpty();
    }
}
