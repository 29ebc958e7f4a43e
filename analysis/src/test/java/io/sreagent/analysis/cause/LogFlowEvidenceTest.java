package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogFlowEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new LogFlowEvidence();
    }

    @Override
    protected Case telling() {
        return new Shop(1)
                .requests(
                        "cart",
                        "CartService#10 load",
                        "CartService#12 price",
                        "CartService#20 done")
                .brokenRequests("cart", "CartService#10 load", "CartService#14 failed")
                .facts();
    }

    @Test
    void query_names_the_statement_after_which_the_flow_broke() {
        assertThat(evidence().examine(telling()))
                .singleElement()
                .satisfies(
                        clue -> {
                            assertThat(clue.query()).isEqualTo("CartService#10");
                            assertThat(clue.candidate().resource()).isEqualTo(Shop.at("cart"));
                        });
    }

    @Test
    void requests_that_go_their_usual_way_are_no_clue() {
        Shop shop =
                new Shop(1)
                        .requests("cart", "CartService#10 load", "CartService#20 done")
                        .brokenRequests("cart", "CartService#10 load", "CartService#20 done");

        assertThat(evidence().examine(shop.facts())).isEmpty();
    }
}
