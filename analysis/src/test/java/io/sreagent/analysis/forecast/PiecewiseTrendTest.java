package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.Forecast;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
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

    @Test
    void a_holiday_ahead_looks_like_those_behind() {
        double[] hours = Curves.noisy(29 * 24, 1, 3, t -> isFree(t / 24) ? 40 : 100 + t / 24.0);
        Arrays.fill(hours, 0, 30, Double.NaN);
        Task task = Curves.hourly(hours, 48);

        Forecast forecast = new PiecewiseTrend(FREE).forecast(task);
        Forecast without = forecaster().forecast(task);

        assertThat(forecast.mean()[12]).isCloseTo(129, within(8.0));
        assertThat(forecast.mean()[36])
                .isCloseTo(130 - 76, within(12.0)); // holidays cost 70 and 82
        assertThat(without.mean()[36]).isGreaterThan(110);
    }

    private static final Set<LocalDate> FREE =
            Set.of(LocalDate.of(2026, 3, 12), LocalDate.of(2026, 3, 24), LocalDate.of(2026, 4, 1));

    private static boolean isFree(int day) {
        return FREE.contains(LocalDate.of(2026, 3, 2).plusDays(day));
    }
}
