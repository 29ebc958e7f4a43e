package io.sreagent.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.capacity.Capacity;
import io.sreagent.analysis.capacity.PlannedHour;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.contract.source.Ceiling;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoadPredictorTest {
    private static final Instant WEDNESDAY_NIGHT = Instant.parse("2026-03-04T04:02:10Z");

    private final BusyShop shop = new BusyShop();

    private record Set(int minInstances, int maxInstances, List<String> days)
            implements LoadPredictor.Settings {
        @Override
        public int horizonHours() {
            return 6;
        }

        @Override
        public int coolDownMinutes() {
            return 30;
        }

        @Override
        public double cpuTarget() {
            return 0.7;
        }

        @Override
        public Optional<Double> latencyObjectiveSeconds() {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> holidays() {
            return Optional.of(days);
        }
    }

    private LoadPredictor predictor(int least, int most, String... holidays) {
        return new LoadPredictor(
                new LoadReader(List.of(shop)),
                new Growth(List.of(shop)),
                new Set(least, most, List.of(holidays)),
                InstantSource.fixed(WEDNESDAY_NIGHT));
    }

    private static Question about(
            @Nullable String service, @Nullable Double qps, @Nullable Instant time) {
        return new Question(service, qps, time, null);
    }

    @Test
    void replicas_rise_ahead_of_the_morning_and_bear_its_load() {
        Prediction prediction = predictor(1, 20).predict(about("shop/checkout", null, null));

        assertThat(prediction.capacity().bound()).isEqualTo(Capacity.Bound.CPU);
        assertThat(prediction.capacity().perReplica()).isCloseTo(70, within(4.0));
        assertThat(prediction.hours()).hasSizeGreaterThanOrEqualTo(6);
        for (PlannedHour hour : prediction.hours()) {
            double truth = BusyShop.load(hour.from().plus(Duration.ofMinutes(30)));
            assertThat(hour.qps()).isCloseTo(truth, within(0.15 * truth));
            assertThat(hour.instances() * 70.0).isGreaterThan(truth);
        }
        assertThat(prediction.features()).contains("hour", "weekday").doesNotContain("holiday");
        assertThat(prediction.running()).isEqualTo(8);
    }

    @Test
    void without_a_name_the_busiest_service_is_meant_and_named() {
        assertThat(predictor(1, 20).predict(about(null, null, null)).service())
                .isEqualTo("shop/checkout");
    }

    @Test
    void limits_hold_and_what_they_cost_shows_in_the_confidence() {
        Prediction capped = predictor(1, 3).predict(about("checkout", null, null));
        Prediction floored = predictor(15, 20).predict(about("checkout", null, null));

        PlannedHour morning = capped.hours().get(5);
        assertThat(morning.instances()).isEqualTo(3);
        assertThat(morning.needed()).isGreaterThan(3);
        assertThat(morning.confidence()).isLessThan(0.1);
        assertThat(floored.instances()).isEqualTo(15);
        assertThat(floored.confidence()).isGreaterThan(0.99);
    }

    @Test
    void reduction_waits_for_the_cool_down_and_takes_half_at_most() {
        Instant midnight = WEDNESDAY_NIGHT.minus(Duration.ofHours(4));
        shop.replicas = 10;
        shop.scaledDownAt = midnight.minus(Duration.ofMinutes(10));

        Prediction prediction = predictor(1, 50).predict(about("checkout", null, midnight));

        assertThat(prediction.running()).isEqualTo(5);
        assertThat(prediction.hours().get(0).needed()).isLessThan(5);
        assertThat(prediction.hours().get(0).instances()).isEqualTo(5);
        assertThat(prediction.hours().get(1).instances()).isEqualTo(3);
    }

    @Test
    void what_the_asker_says_of_now_counts() {
        Prediction usual = predictor(1, 50).predict(about("checkout", null, null));
        Prediction surge = predictor(1, 50).predict(about("checkout", 900.0, null));

        assertThat(surge.currentQps()).isEqualTo(900);
        assertThat(surge.hours().getFirst().qps()).isGreaterThan(usual.hours().getFirst().qps());
        assertThat(surge.features()).contains("current_qps");
    }

    @Test
    void moment_in_the_past_is_answered_with_what_was_known_then() {
        Instant yesterday = WEDNESDAY_NIGHT.minus(Duration.ofHours(20));

        Prediction prediction = predictor(1, 20).predict(about("checkout", null, yesterday));

        assertThat(shop.latestAsked()).isBeforeOrEqualTo(yesterday);
        assertThat(prediction.hours().getFirst().from())
                .isAfter(yesterday.minus(Duration.ofMinutes(5)));
    }

    @Test
    void moment_ahead_gets_the_replicas_of_its_own_hour() {
        Instant noon = Instant.parse("2026-03-04T11:30:00Z");

        Prediction prediction = predictor(1, 20).predict(about("checkout", null, noon));

        assertThat(prediction.instances() * 70.0).isGreaterThan(BusyShop.load(noon));
        assertThat(prediction.timestamp()).isEqualTo(noon);
        assertThatThrownBy(
                        () ->
                                predictor(1, 20)
                                        .predict(
                                                about(
                                                        "checkout",
                                                        null,
                                                        noon.plus(Duration.ofDays(2)))))
                .isInstanceOf(Unpredictable.class)
                .hasMessageContaining("more than a day ahead");
    }

    @Test
    void holiday_is_expected_to_look_like_a_sunday_yet_replicas_are_not_saved_on_it() {
        Prediction usual = predictor(1, 20).predict(about("checkout", null, null));
        Prediction holiday = predictor(1, 20, "2026-03-04").predict(about("checkout", null, null));

        assertThat(holiday.hours().get(5).qps())
                .isCloseTo(usual.hours().get(5).qps() / 2, within(40.0));
        assertThat(holiday.hours().get(5).needed())
                .isGreaterThanOrEqualTo(usual.hours().get(5).needed() - 1);
        assertThat(holiday.features()).contains("holiday");
    }

    @Test
    void word_that_is_no_date_is_named() {
        assertThatThrownBy(() -> predictor(1, 20, "christmas"))
                .hasMessageContaining("'christmas' is no date such as 2026-12-25");
    }

    @Test
    void service_that_nobody_counts_is_named_with_the_way_out() {
        assertThatThrownBy(() -> predictor(1, 20).predict(about("shop/cart", null, null)))
                .isInstanceOf(Unpredictable.class)
                .hasMessageContaining("No source counts requests of shop/cart");
    }

    @Test
    void without_replicas_nobody_knows_what_one_bears() {
        shop.countsReplicas = false;

        assertThatThrownBy(() -> predictor(1, 20).predict(about("checkout", null, null)))
                .isInstanceOf(Unpredictable.class)
                .hasMessageContaining("replicas_wanted");
    }

    @Test
    void young_service_has_no_weekday_yet_and_a_newborn_no_forecast() {
        shop.begins = WEDNESDAY_NIGHT.minus(Duration.ofDays(3));
        Prediction young = predictor(1, 20).predict(about("checkout", null, null));
        shop.begins = WEDNESDAY_NIGHT.minus(Duration.ofMinutes(20));

        assertThat(young.features()).contains("hour").doesNotContain("weekday");
        assertThatThrownBy(() -> predictor(1, 20).predict(about("checkout", null, null)))
                .isInstanceOf(Unpredictable.class)
                .hasMessageContaining("an hour is needed");
    }

    @Test
    void back_test_tells_how_good_forecasts_would_have_been() {
        LoadPredictor.Track track = predictor(1, 20).track("checkout", 2, 6);

        assertThat(track.result().origins()).isEqualTo(8);
        assertThat(track.result().mase()).isBetween(0.0, track.result().naive());
        assertThat(track.result().covered()).isBetween(0.6, 1.0);
    }

    @Test
    void what_the_platform_allows_caps_the_plan_and_tells_when_the_load_outgrows_it() {
        shop.ceiling = Optional.of(new Ceiling(5, "hpa/checkout"));

        Prediction prediction = predictor(1, 20).predict(about("checkout", null, null));

        assertThat(prediction.ceiling().source()).isEqualTo("hpa/checkout");
        assertThat(prediction.hours()).allMatch(hour -> hour.instances() <= 5);
        Breach breach = Objects.requireNonNull(prediction.breach());
        assertThat(breach.limit()).isCloseTo(5 * 70, within(20.0));
        assertThat(BusyShop.load(breach.expected())).isCloseTo(350, within(50.0));
        assertThat(breach.within()).extracting(Breach.Chance::hours).containsExactly(1, 3, 6);
    }

    @Test
    void what_can_grow_enough_has_no_breach_ahead() {
        Prediction prediction = predictor(1, 20).predict(about("checkout", null, null));

        assertThat(prediction.breach()).isNull();
        assertThat(prediction.ceiling()).isEqualTo(new Ceiling(20, "prediction.max_instances"));
    }
}
