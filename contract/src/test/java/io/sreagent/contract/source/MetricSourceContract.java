package io.sreagent.contract.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every source of series does, whoever the vendor. */
public abstract class MetricSourceContract {

    /** A source that holds {@link #indicator()} for some hours before {@link #until()}. */
    protected abstract MetricSource source();

    /** The same with nothing at the other end. */
    protected abstract MetricSource dead();

    /** One that has values on every minute of the last two hours. */
    protected abstract Indicator indicator();

    protected abstract Instant until();

    private final Duration minute = Duration.ofMinutes(1);

    @Test
    void every_series_is_on_the_grid_that_was_asked_for() {
        Instant from = until().minus(minute.multipliedBy(59));

        Answer<List<Series>> answer = source().range(indicator(), from, until(), minute);

        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.value())
                .isNotEmpty()
                .allSatisfy(
                        series -> {
                            assertThat(series.start()).isEqualTo(from);
                            assertThat(series.step()).isEqualTo(minute);
                            assertThat(series.length()).isEqualTo(60);
                            assertThat(series.present()).isPositive();
                        });
    }

    @Test
    void no_two_series_share_an_identity_and_each_names_its_indicator_and_query() {
        Answer<List<Series>> answer =
                source().range(indicator(), until().minus(minute), until(), minute);

        assertThat(answer.value())
                .extracting(series -> series.metric().id())
                .doesNotHaveDuplicates();
        assertThat(answer.value())
                .allSatisfy(
                        series -> {
                            assertThat(Indicator.base(series.metric().name()))
                                    .isEqualTo(indicator().name());
                            assertThat(series.metric().unit()).isEqualTo(indicator().unit());
                            assertThat(series.metric().query()).isNotBlank();
                        });
    }

    @Test
    void a_value_is_finite_or_a_gap() {
        Answer<List<Series>> answer =
                source().range(
                                indicator(),
                                until().minus(minute.multipliedBy(30)),
                                until(),
                                minute);

        assertThat(answer.value())
                .allSatisfy(
                        series -> {
                            for (double value : series.values()) {
                                assertThat(Double.isInfinite(value)).isFalse();
                            }
                        });
    }

    @Test
    void a_range_longer_than_one_question_may_be_comes_back_whole() {
        int length = 25_001;
        Instant from = until().minus(minute.multipliedBy(length - 1));

        Answer<List<Series>> answer = source().range(indicator(), from, until(), minute);

        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.value())
                .isNotEmpty()
                .allSatisfy(
                        series -> {
                            assertThat(series.length()).isEqualTo(length);
                            assertThat(series.values()[length - 1]).isNotNaN();
                        });
    }

    @Test
    void a_window_that_ends_before_it_begins_holds_nothing() {
        Answer<List<Series>> answer =
                source().range(indicator(), until(), until().minus(minute), minute);

        assertThat(answer.value()).isEmpty();
    }

    @Test
    void an_indicator_stands_once_in_the_catalogue() {
        assertThat(source().indicators().value())
                .extracting(Indicator::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_dead_source_says_what_was_asked_and_answers_with_nothing() {
        Answer<List<Series>> answer =
                dead().range(indicator(), until().minus(minute), until(), minute);

        assertThat(answer.value()).isEmpty();
        assertThat(answer.troubles())
                .isNotEmpty()
                .anySatisfy(trouble -> assertThat(trouble).contains(indicator().name()));
    }
}
