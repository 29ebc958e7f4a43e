package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class HarmonicRegressionTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new HarmonicRegression();
    }

    @Test
    void continues_a_smooth_day() {
        double[] days = Curves.noisy(24 * 14, 1, 2, Curves::day);

        Forecast forecast = forecaster().forecast(Curves.hourly(days, 24));

        for (int step = 0; step < 24; step++)
            assertThat(forecast.mean()[step]).isCloseTo(Curves.day(step), within(4.0));
    }
}
