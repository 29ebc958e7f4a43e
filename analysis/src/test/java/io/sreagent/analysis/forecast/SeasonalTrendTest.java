package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class SeasonalTrendTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new SeasonalTrend();
    }

    @Test
    void adds_day_and_week_to_the_trend() {
        double[] weeks = Curves.noisy(168 * 4, 1, 2, t -> Curves.day(t) + (t % 168 < 48 ? -20 : 0));

        Forecast forecast = forecaster().forecast(Curves.hourly(weeks, 168));

        for (int step = 2; step < 46; step++)
            assertThat(forecast.mean()[step]).isCloseTo(Curves.day(step) - 20, within(8.0));
    }
}
