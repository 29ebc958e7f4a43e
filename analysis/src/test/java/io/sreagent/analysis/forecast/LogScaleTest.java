package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class LogScaleTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new LogScale(LagRegression.ofAll());
    }

    @Test
    void keeps_growth_in_proportion() {
        double[] days = Curves.of(24 * 20, t -> Curves.day(t) * Math.exp(0.002 * t));

        Forecast forecast = forecaster().forecast(Curves.hourly(days, 24));

        for (int step = 0; step < 24; step++) {
            double truth = Curves.day(480 + step) * Math.exp(0.002 * (480 + step));
            assertThat(forecast.mean()[step] / truth).isCloseTo(1, within(0.03));
        }
    }
}
