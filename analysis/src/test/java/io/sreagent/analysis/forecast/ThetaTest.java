package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class ThetaTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return Theta.optimised();
    }

    @Test
    void standard_method_adds_half_the_slope_of_the_line() {
        double[] line = Curves.of(100, t -> 3 * t);

        Forecast forecast = Theta.standard().forecast(Curves.minutes(line, 20));

        double rise = forecast.mean()[19] - forecast.mean()[0];
        assertThat(rise).isCloseTo(0.5 * 3 * 19, within(1e-6));
    }

    @Test
    void follows_the_day() {
        double[] days = Curves.noisy(24 * 10, 1, 2, Curves::day);

        Forecast forecast = forecaster().forecast(Curves.hourly(days, 24));

        for (int step = 0; step < 24; step++)
            assertThat(forecast.mean()[step]).isCloseTo(Curves.day(240 + step), within(5.0));
    }
}
