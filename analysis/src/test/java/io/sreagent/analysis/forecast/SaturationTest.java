package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class SaturationTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new Saturation();
    }

    @Test
    void leak_that_began_twenty_minutes_ago_is_forecast_by_its_own_slope() {
        double[] memory = Curves.noisy(620, 3, 7, t -> 500 + (t < 600 ? 0 : 6 * (t - 599)));

        Forecast forecast = forecaster().forecast(Curves.minutes(memory, 60));

        double truth = 500 + 6 * (20 + 60);
        assertThat(forecast.mean()[59]).isCloseTo(truth, within(60.0));
        assertThat(forecast.lower()[59]).isLessThan(truth);
        assertThat(forecast.upper()[59]).isGreaterThan(truth);
    }

    @Test
    void restart_that_emptied_the_memory_begins_a_new_stretch() {
        double[] saw = Curves.noisy(700, 2, 8, t -> 100 + 2.0 * (t % 300));

        Forecast forecast = forecaster().forecast(Curves.minutes(saw, 60));

        assertThat(forecast.mean()[59]).isCloseTo(100 + 2.0 * 159, within(15.0));
    }

    @Test
    void noise_without_a_slope_is_no_leak() {
        double[] calm = Curves.noisy(600, 5, 9, t -> 300);

        Forecast forecast = forecaster().forecast(Curves.minutes(calm, 360));

        assertThat(forecast.mean()[359]).isCloseTo(300, within(10.0));
    }

    @Test
    void disk_that_filled_for_weeks_is_forecast_by_all_of_them() {
        double[] disk = Curves.noisy(5000, 1, 10, t -> 1000 + 0.01 * t);

        Forecast forecast = forecaster().forecast(Curves.minutes(disk, 360));

        assertThat(forecast.mean()[359]).isCloseTo(1000 + 53.6, within(0.6));
    }

    @Test
    void single_outlier_starts_nothing() {
        double[] calm = Curves.noisy(300, 1, 11, t -> 50 + 0.2 * t);
        calm[290] = 900;

        Forecast forecast = forecaster().forecast(Curves.minutes(calm, 60));

        assertThat(forecast.mean()[59]).isCloseTo(50 + 0.2 * 359, within(4.0));
    }

    @Test
    void daily_rise_is_not_taken_for_a_leak() {
        double[] days = Curves.noisy(24 * 14 + 5, 2, 12, Curves::day);

        Forecast forecast = forecaster().forecast(Curves.hourly(days, 12));

        assertThat(forecast.mean()[11]).isCloseTo(Curves.day(24 * 14 + 16), within(12.0));
    }
}
