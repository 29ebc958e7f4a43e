package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class BoostedLagsTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new BoostedLags();
    }

    @Test
    void follows_day_and_week() {
        double[] weeks = Curves.noisy(168 * 5, 1, 2, t -> Curves.day(t) + (t % 168 < 48 ? -20 : 0));

        Forecast forecast = forecaster().forecast(Curves.hourly(weeks, 48));

        for (int step = 4; step < 44; step++)
            assertThat(forecast.mean()[step]).isCloseTo(Curves.day(step) - 20, within(8.0));
    }
}
