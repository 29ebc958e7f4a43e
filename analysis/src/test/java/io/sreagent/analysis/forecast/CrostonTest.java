package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class CrostonTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new Croston();
    }

    @Test
    void forecasts_size_times_probability() {
        double[] rare = Curves.of(400, t -> t % 10 == 3 ? 5 : 0);

        Forecast forecast = forecaster().forecast(Curves.minutes(rare, 20));

        assertThat(forecast.mean()[0]).isCloseTo(0.5, within(0.15));
    }

    @Test
    void fades_when_demand_has_stopped() {
        double[] ended = Curves.of(800, t -> t < 400 && t % 10 == 3 ? 5 : 0);

        Forecast forecast = forecaster().forecast(Curves.minutes(ended, 20));

        assertThat(forecast.mean()[0]).isLessThan(0.05);
    }
}
