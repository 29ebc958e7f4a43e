package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class DampedEtsTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new DampedEts();
    }

    @Test
    void trend_flattens_out() {
        double[] line = Curves.noisy(200, 0.01, 4, t -> t);

        Forecast forecast = forecaster().forecast(Curves.minutes(line, 100));

        double early = forecast.mean()[1] - forecast.mean()[0];
        double late = forecast.mean()[99] - forecast.mean()[98];
        assertThat(early).isBetween(0.5, 1.1);
        assertThat(late).isBetween(0.0, 0.5 * early);
    }
}
