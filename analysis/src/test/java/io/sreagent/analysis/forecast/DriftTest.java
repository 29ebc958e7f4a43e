package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class DriftTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new Drift();
    }

    @Test
    void continues_the_line_between_the_ends() {
        Forecast forecast =
                forecaster().forecast(Curves.minutes(Curves.of(60, t -> 5 + 2 * t), 10));

        assertThat(forecast.mean()[9]).isCloseTo(5 + 2 * 69, within(1e-9));
    }
}
