package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every forecaster promises. Extend it with the forecaster under test. */
public abstract class ForecasterContract {

    protected abstract Forecaster forecaster();

    private static final double[] TWO_WEEKS = Curves.noisy(336, 2, 1, Curves::day);

    @Test
    void name_is_lower_case_with_dashes() {
        assertThat(forecaster().name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    @Test
    void answers_one_finite_mean_inside_its_interval_for_every_step_asked() {
        Forecast forecast = forecaster().forecast(Curves.hourly(TWO_WEEKS, 48));

        assertThat(forecast.horizon()).isEqualTo(48);
        assertInOrder(forecast);
    }

    @Test
    void starts_one_step_after_the_history() {
        Forecast forecast = forecaster().forecast(Curves.hourly(TWO_WEEKS, 3));

        assertThat(forecast.start()).isEqualTo(Curves.START.plus(Duration.ofHours(336)));
        assertThat(forecast.step()).isEqualTo(Duration.ofHours(1));
        assertThat(forecast.level()).isEqualTo(0.95);
        assertThat(forecast.model()).startsWith(forecaster().name());
    }

    @Test
    void leaves_the_history_as_it_was_and_answers_alike_twice() {
        double[] history = TWO_WEEKS.clone();

        Forecast first = forecaster().forecast(Curves.hourly(history, 24));
        Forecast second = forecaster().forecast(Curves.hourly(history, 24));

        assertThat(history).isEqualTo(TWO_WEEKS);
        assertThat(second.mean()).isEqualTo(first.mean());
        assertThat(second.upper()).isEqualTo(first.upper());
    }

    @Test
    void follows_the_unit_of_the_series() {
        Forecast small = forecaster().forecast(Curves.hourly(TWO_WEEKS, 24));
        double[] large = Arrays.stream(TWO_WEEKS).map(value -> value * 1024).toArray();

        Forecast scaled = forecaster().forecast(Curves.hourly(large, 24));

        for (int step = 0; step < 24; step++)
            assertThat(scaled.mean()[step] / 1024).isCloseTo(small.mean()[step], within(1.0));
    }

    @Test
    void continues_a_constant_by_itself() {
        double[] constant = Curves.of(200, t -> 7);

        Forecast forecast = forecaster().forecast(Curves.hourly(constant, 30));

        for (double mean : forecast.mean()) assertThat(mean).isCloseTo(7, within(1e-6));
        assertInOrder(forecast);
    }

    @Test
    void stays_at_or_above_zero_when_told_that_values_do() {
        double[] falling = Curves.noisy(120, 0.5, 3, t -> Math.max(0, 60 - 0.5 * t));

        Forecast forecast = forecaster().forecast(Curves.minutes(falling, 60));

        for (int step = 0; step < 60; step++) {
            assertThat(forecast.mean()[step]).isNotNegative();
            assertThat(forecast.lower()[step]).isNotNegative();
        }
    }

    @Test
    void bridges_gaps_and_infinities() {
        double[] holes = TWO_WEEKS.clone();
        for (int t = 0; t < holes.length; t += 7) holes[t] = Double.NaN;
        Arrays.fill(holes, 0, 5, Double.NaN);
        Arrays.fill(holes, 100, 130, Double.NaN);
        Arrays.fill(holes, 333, 336, Double.NaN);
        holes[200] = Double.POSITIVE_INFINITY;

        Forecast forecast = forecaster().forecast(Curves.hourly(holes, 24));

        assertThat(forecast.start()).isEqualTo(Curves.START.plus(Duration.ofHours(336)));
        assertInOrder(forecast);
    }

    @Test
    void works_with_exactly_as_many_values_as_it_says_it_needs() {
        int needs = Math.max(1, forecaster().needs(new int[0]));
        double[] few = Curves.noisy(needs, 1, 5, t -> 10 + t);

        assertInOrder(forecaster().forecast(Curves.minutes(few, 10)));
    }

    @Test
    void refuses_fewer_values_and_says_how_many_it_needs() {
        int needs = Math.max(1, forecaster().needs(new int[0]));
        double[] gaps = new double[needs + 5];
        Arrays.fill(gaps, Double.NaN);
        for (int t = 0; t < needs - 1; t++) gaps[t] = t;

        assertThatThrownBy(() -> forecaster().forecast(Curves.minutes(gaps, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs at least " + needs);
    }

    @Test
    void refuses_a_history_without_any_value() {
        assertThatThrownBy(() -> forecaster().forecast(Curves.minutes(new double[0], 10)))
                .isInstanceOf(IllegalArgumentException.class);
        double[] gaps = Curves.of(50, t -> Double.NaN);
        assertThatThrownBy(() -> forecaster().forecast(Curves.minutes(gaps, 10)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_a_series_that_ended_longer_ago_than_it_lasted() {
        double[] dead = Curves.of(500, t -> t < 100 ? t : Double.NaN);

        assertThatThrownBy(() -> forecaster().forecast(Curves.minutes(dead, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("400 steps are gaps");
    }

    private static void assertInOrder(Forecast forecast) {
        for (int step = 0; step < forecast.horizon(); step++) {
            assertThat(forecast.mean()[step]).isFinite();
            assertThat(forecast.lower()[step]).isLessThanOrEqualTo(forecast.mean()[step]);
            assertThat(forecast.upper()[step]).isGreaterThanOrEqualTo(forecast.mean()[step]);
        }
    }
}
