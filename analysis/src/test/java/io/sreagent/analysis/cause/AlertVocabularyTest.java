package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.fact.Resource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is read out of the names of alerts, and when it may be believed. */
class AlertVocabularyTest {

    private static Map<String, Double> words(Shop shop, String place) {
        Map<Resource, Map<String, Double>> all = AlertVocabulary.words(shop.facts());
        return Objects.requireNonNull(all.get(Shop.at(place)), place);
    }

    @Test
    void what_two_places_raise_counts_less_for_each() {
        Shop shop = new Shop(1).alarm("errors", "cart").alarm("errors", "payment");

        assertThat(words(shop, "cart").get("errors up")).isCloseTo(Math.sqrt(0.5), within(1e-9));
    }

    @Test
    void what_others_raise_stands_beside_a_place_that_raised_nothing() {
        Map<String, Double> words = words(new Shop(1).alarm("errors", "cart"), "redis");

        assertThat(words).containsKey("redis among errors up").doesNotContainKey("errors up");
    }

    @Test
    void a_case_in_which_nothing_was_raised_has_no_words() {
        assertThat(AlertVocabulary.words(new Shop(1).facts())).isEmpty();
    }

    @Test
    void names_that_were_mostly_never_learned_are_of_another_system() {
        AlertVocabulary learned = new AlertVocabulary(Map.of("errors up", 2.0));
        Shop shop = new Shop(1).alarm("errors", "cart");

        assertThat(learned.isAtHome(shop.facts())).isTrue();
        assertThat(learned.isAtHome(shop.alarm("a", "cart").facts())).isTrue();
        assertThat(learned.isAtHome(shop.alarm("b", "cart").facts())).isFalse();
    }

    @Test
    void a_case_without_alerts_is_nobodys_home() {
        assertThat(new AlertVocabulary(Map.of("errors up", 2.0)).isAtHome(new Shop(1).facts()))
                .isFalse();
    }
}
