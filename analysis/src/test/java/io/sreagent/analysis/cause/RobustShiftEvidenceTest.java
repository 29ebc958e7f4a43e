package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobustShiftEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new RobustShiftEvidence(RobustShiftEvidence.Side.SYMPTOM);
    }

    @Override
    protected Case telling() {
        return new Shop(1).moves("error_ratio", Shop.at("cart"), t -> 0.2).facts();
    }

    @Test
    void farther_shift_is_stronger() {
        Shop shop =
                new Shop(1)
                        .moves("latency_p99", Shop.at("cart"), t -> 0.1)
                        .moves("latency_p99", Shop.at("payment"), t -> 1);

        assertThat(strength(shop, "payment")).isGreaterThan(strength(shop, "cart"));
    }

    @Test
    void shift_that_does_no_harm_is_no_clue() {
        Shop shop = new Shop(1).moves("latency_p99", Shop.at("cart"), t -> -0.1);

        assertThat(evidence().examine(shop.facts()))
                .noneMatch(clue -> clue.query().startsWith("latency_p99{of=\"shop/cart\"}"));
    }

    @Test
    void where_nothing_moved_by_more_than_chance_the_nearest_speak_against_themselves() {
        assertThat(evidence().examine(new Shop(1).facts()))
                .hasSizeLessThanOrEqualTo(5)
                .allSatisfy(clue -> assertThat(clue.strength()).isNegative());
    }

    @Test
    void connections_held_while_a_callee_is_slow_are_no_shortage() {
        Sketch busy =
                new Sketch().calls("web", "store").ratio("connection_utilisation", "web", 0.1, 1);
        Sketch waits =
                new Sketch()
                        .calls("web", "store")
                        .ratio("connection_utilisation", "web", 0.1, 1)
                        .seconds(Sketch.seenBy("dependency_latency", "web"), "store", 0.01, 2);

        assertThat(shortages(busy)).contains(Sketch.at("web"));
        assertThat(shortages(waits)).doesNotContain(Sketch.at("web"));
    }

    private static List<Resource> shortages(Sketch sketch) {
        return new RobustShiftEvidence(RobustShiftEvidence.Side.RESOURCE)
                .examine(sketch.facts()).stream()
                        .filter(clue -> clue.strength() > 0)
                        .map(clue -> clue.candidate().resource())
                        .toList();
    }

    private double strength(Shop shop, String name) {
        return evidence().examine(shop.facts()).stream()
                .filter(clue -> clue.candidate().resource().equals(Shop.at(name)))
                .mapToDouble(Clue::strength)
                .findFirst()
                .orElseThrow();
    }
}
