package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class LagRegressionTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return LagRegression.ofAll();
    }

    @Test
    void follows_day_and_week() {
        double[] weeks = Curves.noisy(168 * 5, 1, 2, t -> Curves.day(t) + (t % 168 < 48 ? -20 : 0));

        Forecast forecast = forecaster().forecast(Curves.hourly(weeks, 48));

        for (int step = 4; step < 44; step++)
            assertThat(forecast.mean()[step]).isCloseTo(Curves.day(step) - 20, within(5.0));
    }

    @Test
    void past_outage_comes_back_as_a_faint_echo_at_most() {
        double[] days = Curves.noisy(24 * 20, 1, 3, Curves::day);
        for (int t = 24 * 17 + 5; t < 24 * 17 + 9; t++) days[t] = 0;

        Forecast forecast = forecaster().forecast(Curves.hourly(days, 24));

        for (int step = 0; step < 24; step++)
            assertThat(forecast.mean()[step]).isGreaterThan(0.6 * Curves.day(step));
    }
}
