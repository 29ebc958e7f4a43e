package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class SeasonalNaiveTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return SeasonalNaive.ofLongest();
    }

    @Test
    void repeats_the_last_week() {
        double[] weeks = Curves.of(400, t -> t % 168);

        Forecast forecast = forecaster().forecast(Curves.hourly(weeks, 200));

        for (int step = 0; step < 200; step++)
            assertThat(forecast.mean()[step]).isCloseTo((400 + step) % 168, within(1e-9));
    }

    @Test
    void repeats_the_day_when_only_one_week_was_seen() {
        double[] days = Curves.of(200, t -> t % 24);

        Forecast forecast = forecaster().forecast(Curves.hourly(days, 30));

        assertThat(forecast.mean()[5]).isEqualTo((200 + 5) % 24);
    }
}
