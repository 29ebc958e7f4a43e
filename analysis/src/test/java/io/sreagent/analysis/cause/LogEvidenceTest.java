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

    @Test
    void a_pool_that_runs_out_while_a_callee_is_slow_says_little() {
        String message = "connection pool exhausted";
        Sketch alone = new Sketch().calls("web", "store").says("web", message, 5);
        Sketch waits =
                new Sketch()
                        .calls("web", "store")
                        .seconds(Sketch.seenBy("dependency_latency", "web"), "store", 0.01, 2)
                        .says("web", message, 5);

        assertThat(strength(alone)).isGreaterThan(0.8);
        assertThat(strength(waits)).isLessThan(0.5);
    }

    private double strength(Sketch sketch) {
        return evidence().examine(sketch.facts()).stream()
                .mapToDouble(Clue::strength)
                .max()
                .orElseThrow();
    }
}
