package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.Forecast;
import org.junit.jupiter.api.Test;

class CombinationTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return Combination.standard();
    }

    @Test
    void names_its_members_with_their_weights() {
        double[] days = Curves.noisy(24 * 10, 1, 2, Curves::day);

        Forecast forecast = forecaster().forecast(Curves.hourly(days, 24));

        assertThat(forecast.model()).matches("combination\\(.+ 0\\.\\d\\d.*\\)");
    }

    @Test
    void with_two_values_it_is_the_last_one_and_says_so() {
        Forecast forecast = forecaster().forecast(Curves.minutes(new double[] {4, 5}, 10));

        assertThat(forecast.mean()).containsOnly(5);
        assertThat(forecast.model()).contains("too few values");
    }

    @Test
    void interval_holds_about_the_share_it_promises() {
        int inside = 0;
        int all = 0;
        for (int seed = 0; seed < 20; seed++) {
            double[] days = Curves.noisy(24 * 14 + 24, 10, seed, Curves::day);
            double[] known = java.util.Arrays.copyOf(days, 24 * 14);
            Forecast forecast = forecaster().forecast(Curves.hourly(known, 24));
            for (int step = 0; step < 24; step++) {
                double truth = days[known.length + step];
                if (truth >= forecast.lower()[step] && truth <= forecast.upper()[step]) inside++;
                all++;
            }
        }

        assertThat((double) inside / all).isBetween(0.90, 0.995);
    }
}
