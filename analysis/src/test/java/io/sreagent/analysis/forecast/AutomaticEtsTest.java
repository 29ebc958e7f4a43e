package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class AutomaticEtsTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new AutomaticEts();
    }

    @Test
    void takes_a_trend_where_there_is_one_and_none_where_there_is_not() {
        double[] line = Curves.noisy(200, 1, 4, t -> 3 * t);
        double[] flat = Curves.noisy(200, 1, 4, t -> 50);

        Forecast rising = forecaster().forecast(Curves.minutes(line, 20));
        Forecast level = forecaster().forecast(Curves.minutes(flat, 20));

        assertThat(rising.mean()[19]).isCloseTo(3 * 219, within(12.0));
        assertThat(level.mean()[19]).isCloseTo(50, within(2.0));
    }
}
