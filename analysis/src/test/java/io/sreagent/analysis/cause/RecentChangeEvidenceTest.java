package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Change;
import org.junit.jupiter.api.Test;

class RecentChangeEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new RecentChangeEvidence();
    }

    @Override
    protected Case telling() {
        return new Shop(1)
                .moves("error_ratio", Shop.at("cart"), t -> 0.2)
                .change("cart", Change.Kind.DEPLOY, 3, "image cart:v1 → cart:v2")
                .facts();
    }

    @Test
    void change_fades_with_the_time_to_the_trouble() {
        assertThat(strength(2)).isGreaterThan(strength(30));
    }

    @Test
    void change_after_the_trouble_is_no_clue() {
        Shop shop =
                new Shop(1)
                        .moves("error_ratio", Shop.at("cart"), t -> 0.2)
                        .change("cart", Change.Kind.DEPLOY, -5, "image cart:v1 → cart:v2");

        assertThat(evidence().examine(shop.facts())).isEmpty();
    }

    private double strength(double minutes) {
        Shop shop =
                new Shop(1)
                        .moves("error_ratio", Shop.at("cart"), t -> 0.2)
                        .change("cart", Change.Kind.DEPLOY, minutes, "image cart:v1 → cart:v2");
        return evidence().examine(shop.facts()).getFirst().strength();
    }
}
