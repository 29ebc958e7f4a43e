package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class ArimaTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return Arima.automatic();
    }

    @Test
    void shock_of_an_autoregression_fades_at_its_own_rate() {
        java.util.Random random = new java.util.Random(5);
        double[] values = new double[1000];
        for (int t = 1; t < values.length; t++)
            values[t] = 0.8 * values[t - 1] + random.nextGaussian();
        values[999] = 20;

        Forecast forecast =
                forecaster()
                        .forecast(
                                new Task(
                                        values,
                                        Curves.START,
                                        java.time.Duration.ofMinutes(1),
                                        new int[0],
                                        5,
                                        0.9,
                                        false));

        assertThat(forecast.mean()[0]).isCloseTo(16, within(2.0));
        assertThat(forecast.mean()[4]).isCloseTo(20 * Math.pow(0.8, 5), within(3.0));
    }

    @Test
    void follows_the_day() {
        double[] days = Curves.noisy(24 * 14, 1, 2, Curves::day);

        Forecast forecast = forecaster().forecast(Curves.hourly(days, 24));

        for (int step = 0; step < 24; step++)
            assertThat(forecast.mean()[step]).isCloseTo(Curves.day(step), within(4.0));
    }
}
