package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class PiecewiseTrendTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new PiecewiseTrend();
    }

    @Test
    void follows_the_trend_after_its_last_bend() {
        double[] bent = Curves.noisy(300, 0.5, 2, t -> t < 150 ? 2 * t : 300 - (t - 150));

        Forecast forecast = forecaster().forecast(Curves.minutes(bent, 30));

        assertThat(forecast.mean()[29]).isCloseTo(300 - (329 - 150), within(15.0));
    }
}
