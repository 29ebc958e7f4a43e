package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.LogLine;
import org.junit.jupiter.api.Test;

class LogEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new LogEvidence();
    }

    @Override
    protected Case telling() {
        return new Shop(1)
                .log("cart", LogLine.Severity.ERROR, "dial tcp: lookup redis: no such host", 20)
                .facts();
    }

    @Test
    void harmless_lines_are_no_clue() {
        Shop shop = new Shop(1).log("cart", LogLine.Severity.INFO, "added 1 item to the cart", 200);

        assertThat(evidence().examine(shop.facts())).isEmpty();
    }
}
