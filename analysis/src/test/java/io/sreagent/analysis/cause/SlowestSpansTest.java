package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowestSpansTest {
    private static double latency(Shop shop, String service) {
        Scene scene = Scene.of(shop.facts());
        return scene.places().stream()
                .filter(place -> place.resource().equals(Shop.at(service)))
                .findFirst()
                .orElseThrow()
                .rise(Aspect.LATENCY);
    }

    @Test
    void latency_that_no_span_shows_is_a_fault_of_its_measuring() {
        Shop shop = new Shop(1).moves("latency_p99", Shop.at("payment"), m -> 280);

        assertThat(latency(shop, "payment")).isGreaterThan(0.5);
        assertThat(latency(shop.slowCalls("checkout", "payment", 5, 5), "payment")).isZero();
    }

    @Test
    void latency_that_spans_show_counts() {
        Shop shop =
                new Shop(1)
                        .moves("latency_p99", Shop.at("payment"), m -> 2)
                        .slowCalls("checkout", "payment", 5, 2000);

        assertThat(latency(shop, "payment")).isGreaterThan(0.5);
    }
}
