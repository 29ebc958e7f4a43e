package io.sreagent.analysis.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StlTest {
    private static final int PERIOD = 24;

    @Test
    void parts_add_up_and_are_what_went_in() {
        double[] y = series(30 * PERIOD, 0.2);
        Stl parts = Stl.of(y, Stl.Settings.of(PERIOD, 7));
        for (int i = 0; i < y.length; i++)
            assertThat(parts.seasonal()[i] + parts.trend()[i] + parts.remainder()[i])
                    .isCloseTo(y[i], within(1e-9));
        for (int i = 2 * PERIOD; i < 28 * PERIOD; i++) {
            assertThat(parts.seasonal()[i]).isCloseTo(season(i), within(0.7));
            assertThat(parts.trend()[i]).isCloseTo(50 + 0.01 * i, within(0.7));
        }
    }

    @Test
    void a_season_that_never_changes_is_the_same_in_every_cycle() {
        Stl parts = Stl.of(series(10 * PERIOD, 0.2), Stl.Settings.of(PERIOD, 0));
        for (int i = PERIOD; i < 10 * PERIOD; i++)
            assertThat(parts.seasonal()[i]).isEqualTo(parts.seasonal()[i - PERIOD]);
    }

    @Test
    void an_outage_stays_out_of_the_season_of_the_robust_one() {
        double[] y = series(30 * PERIOD, 0.2);
        for (int i = 300; i < 312; i++) y[i] += 60;
        double[] plain = Stl.of(y, Stl.Settings.of(PERIOD, 7)).seasonal();
        double[] robust = Stl.of(y, Stl.Settings.of(PERIOD, 7).robust()).seasonal();
        assertThat(Math.abs(plain[306 - PERIOD] - season(306))).isGreaterThan(3);
        assertThat(robust[306 - PERIOD]).isCloseTo(season(306), within(0.7));
    }

    @Test
    void gaps_are_bridged_and_have_no_remainder() {
        double[] y = series(20 * PERIOD, 0);
        double[] holes = y.clone();
        for (int i = 100; i < 104; i++) holes[i] = Double.NaN;
        holes[0] = Double.POSITIVE_INFINITY;
        Stl parts = Stl.of(holes, Stl.Settings.of(PERIOD, 7));
        assertThat(parts.remainder()[102]).isNaN();
        assertThat(parts.remainder()[0]).isNaN();
        assertThat(parts.seasonal()[102] + parts.trend()[102]).isCloseTo(y[102], within(1.5));
    }

    @Test
    void too_little_to_take_apart_is_refused_with_the_figures() {
        assertThatThrownBy(() -> Stl.of(new double[47], Stl.Settings.of(PERIOD, 7)))
                .hasMessage("47 values are fewer than two periods of 24");
        assertThatThrownBy(() -> new Stl.Settings(24, 6, 37, 2, 0)).hasMessageContaining("6");
    }

    @Test
    void two_seasons_are_told_apart() {
        int week = 7 * PERIOD;
        double[] y = series(8 * week, 0.1);
        for (int i = 0; i < y.length; i++) y[i] += i % week >= 5 * PERIOD ? -8 : 0;
        Mstl parts = Mstl.of(y, week, PERIOD, 100_000);
        assertThat(parts.periods()).containsExactly(PERIOD, week);
        int saturdayNoon = 4 * week + 5 * PERIOD + 12;
        int mondayNoon = 4 * week + 12;
        assertThat(parts.seasonal()[1][mondayNoon] - parts.seasonal()[1][saturdayNoon])
                .isGreaterThan(5);
        double off = Arrays.stream(parts.remainder(), 2 * week, 6 * week).map(Math::abs).sum();
        assertThat(off / (4 * week)).isLessThan(0.6);
    }

    @Test
    void without_a_season_the_trend_is_what_moves_slowly() {
        double[] y = new double[60];
        for (int i = 0; i < y.length; i++) y[i] = 3 + 0.5 * i;
        y[30] = Double.NaN;
        y[40] += 9;
        Mstl parts = Mstl.of(y);
        assertThat(parts.periods()).isEmpty();
        assertThat(parts.trend()[30]).isCloseTo(18, within(0.1));
        assertThat(parts.remainder()[30]).isNaN();
        assertThat(parts.remainder()[40]).isGreaterThan(5);
    }

    @Test
    void seasons_are_taken_out_and_continued_by_their_last_cycle() {
        double[] y = series(20 * PERIOD, 0);
        Mstl parts = Mstl.of(y, PERIOD);
        assertThat(parts.adjusted()[7]).isCloseTo(y[7] - parts.seasonal()[0][7], within(1e-9));
        double[] ahead = parts.addSeasons(new double[2 * PERIOD]);
        for (int step = 0; step < ahead.length; step++)
            assertThat(ahead[step]).isCloseTo(season(step), within(0.7));
    }

    private static double season(int i) {
        return 10 * Math.sin(2 * Math.PI * i / PERIOD);
    }

    private static double[] series(int n, double noise) {
        Random random = new Random(7);
        double[] y = new double[n];
        for (int i = 0; i < n; i++)
            y[i] = 50 + 0.01 * i + season(i) + noise * random.nextGaussian();
        return y;
    }
}
