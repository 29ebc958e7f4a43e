package io.sreagent.analysis.baseline;

import static io.sreagent.analysis.detect.Load.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.detect.Load;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final Duration FIVE = Duration.ofMinutes(5);

    private final Random random = new Random(11);

    @Test
    void fourteen_days_teach_day_and_week() {
        Baseline normal = Baseline.learn(days(14));
        assertThat(normal.sureness()).isEqualTo(Sureness.GOOD);
        Instant next = MONDAY.plus(Duration.ofDays(14));
        for (int hour = 1; hour < 7 * 24; hour += 5) {
            Instant time = next.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(30));
            double truth = Load.at(time, 0, random);
            assertThat(normal.expectedAt(time)).isEqualTo(truth, within(0.1 * truth));
            assertThat(normal.sigmaAt(time)).isBetween(0.03 * truth, 0.12 * truth);
        }
    }

    @Test
    void a_holiday_is_expected_to_be_like_the_sunday_after_it() {
        Baseline normal = Baseline.learn(days(14));
        Instant thursdayNoon = MONDAY.plus(Duration.ofDays(17)).plus(Duration.ofHours(12));
        Instant sundayNoon = thursdayNoon.plus(Duration.ofDays(3));
        double workday = normal.expectedAt(thursdayNoon);

        normal.keep(Holidays.of("k", List.of("2026-01-22")));

        assertThat(normal.expectedAt(thursdayNoon)).isEqualTo(normal.expectedAt(sundayNoon));
        assertThat(normal.sigmaAt(thursdayNoon)).isEqualTo(normal.sigmaAt(sundayNoon));
        assertThat(normal.expectedAt(thursdayNoon)).isLessThan(0.8 * workday);
        assertThat(normal.expectedAt(thursdayNoon.plus(Duration.ofDays(1))))
                .isEqualTo(workday, within(0.1 * workday));
    }

    @Test
    void what_is_no_date_is_named() {
        assertThatThrownBy(() -> Holidays.of("baseline.holidays", List.of("Easter")))
                .hasMessageContaining("baseline.holidays: 'Easter' is no date");
    }

    @Test
    void three_days_teach_the_day_and_say_so() {
        Baseline normal = Baseline.learn(days(3));
        assertThat(normal.sureness()).isEqualTo(Sureness.EARLY);
        assertThat(normal.days()).isEqualTo(3, within(0.01));
        Instant thursdayNoon = MONDAY.plus(Duration.ofDays(3)).plus(Duration.ofHours(12));
        double truth = Load.at(thursdayNoon, 0, random);
        assertThat(normal.expectedAt(thursdayNoon)).isEqualTo(truth, within(0.1 * truth));
        assertThat(normal.sureness().words(3).en()).contains("3.0 days");
    }

    @Test
    void the_band_holds_nearly_all_normal_values_of_the_week_after() {
        Baseline normal = Baseline.learn(days(14));
        int outside = 0;
        for (int i = 0; i < 7 * 288; i++) {
            Instant time = MONDAY.plus(Duration.ofDays(14)).plus(FIVE.multipliedBy(i));
            double value = Load.at(time, 0.05, random);
            if (!normal.bandAt(time).holds(value)) outside++;
            normal.update(time, value);
        }
        assertThat(outside / (7.0 * 288)).isLessThan(0.01);
    }

    @Test
    void half_an_hour_gives_a_level_and_a_spread() {
        Series minutes = Load.series(MONDAY, Duration.ofMinutes(30), Duration.ofMinutes(1), random);
        Baseline normal = Baseline.learn(minutes);
        assertThat(normal.sureness()).isEqualTo(Sureness.PLAIN);
        assertThat(normal.bandAt(minutes.end()).holds(72)).isTrue();
        assertThat(normal.bandAt(minutes.end()).holds(200)).isFalse();
    }

    @Test
    void with_three_values_there_is_no_opinion() {
        Baseline normal = Baseline.learn(series(1, 2, 3));
        assertThat(normal.sureness()).isEqualTo(Sureness.NONE);
        assertThat(normal.bandAt(MONDAY).upper()).isInfinite();
        assertThat(normal.sigmas(MONDAY, 1e9)).isZero();
    }

    @Test
    void a_constant_has_the_spread_of_the_effect_floor() {
        double[] constant = new double[14 * 288];
        Arrays.fill(constant, 0.4);
        Baseline normal = Baseline.learn(series(constant));
        assertThat(normal.sigmaAt(MONDAY)).isEqualTo(0.004, within(1e-9));
        assertThat(normal.bandAt(MONDAY).holds(0.4000001)).isTrue();
    }

    @Test
    void white_noise_gets_no_seasons() {
        double[] noise = random.doubles(14 * 288).map(u -> 100 + u).toArray();
        double[] profile = Baseline.learn(series(noise)).profile();
        assertThat(Arrays.stream(profile).map(Math::abs).max().orElseThrow()).isLessThan(0.2);
    }

    @Test
    void a_given_stretch_and_a_rare_long_one_are_not_learned() {
        Series history = days(14);
        Arrays.fill(history.values(), 1000, 1100, 5000);
        Instant from = history.timeOf(1000);
        Instant until = history.timeOf(1100);
        Baseline told = Baseline.learn(history, List.of(new Stretch(from, until)));
        Baseline found = Baseline.learn(history);
        Instant noon = MONDAY.plus(Duration.ofDays(14)).plus(Duration.ofHours(12));
        double truth = Load.at(noon, 0, random);
        assertThat(told.bandAt(noon).upper()).isLessThan(1.5 * truth);
        assertThat(found.bandAt(noon).upper()).isLessThan(1.5 * truth);
    }

    @Test
    void gaps_and_infinities_are_left_out() {
        Series history = days(14);
        for (int i = 0; i < history.length(); i += 3) history.values()[i] = Double.NaN;
        for (int i = 1; i < history.length(); i += 50)
            history.values()[i] = Double.POSITIVE_INFINITY;
        Baseline normal = Baseline.learn(history);
        Instant noon = MONDAY.plus(Duration.ofDays(14)).plus(Duration.ofHours(12));
        double truth = Load.at(noon, 0, random);
        assertThat(normal.expectedAt(noon)).isEqualTo(truth, within(0.1 * truth));
        assertThat(normal.days()).isBetween(9.0, 9.4);
    }

    @Test
    void it_follows_a_new_level_within_days_and_hardly_within_an_hour() {
        Baseline normal = Baseline.learn(days(14));
        Instant start = MONDAY.plus(Duration.ofDays(14));
        double sigma = normal.sigmaAt(start);
        double before = normal.expectedAt(start);
        for (int i = 1; i <= 60; i++) normal.update(start.plus(Duration.ofMinutes(i)), 500);
        assertThat(normal.expectedAt(start) - before).isLessThan(0.3 * sigma);
    }

    @Test
    void what_is_written_is_read_back() {
        Baseline normal = Baseline.learn(days(14));
        byte[] bytes = normal.toBytes();
        Baseline restored = Baseline.fromBytes(bytes);
        assertThat(bytes.length).isLessThan(2048);
        for (int i = 0; i < 500; i++) {
            Instant time = MONDAY.plus(Duration.ofDays(14)).plus(Duration.ofMinutes(21L * i));
            assertThat(restored.bandAt(time)).isEqualTo(normal.bandAt(time));
            normal.update(time, 90);
            restored.update(time, 90);
        }
        assertThat(restored.sureness()).isEqualTo(normal.sureness());
    }

    @Test
    void foreign_bytes_are_refused() {
        assertThatThrownBy(() -> Baseline.fromBytes(new byte[40]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a baseline");
        byte[] cut = Arrays.copyOf(Baseline.learn(days(3)).toBytes(), 100);
        assertThatThrownBy(() -> Baseline.fromBytes(cut)).hasMessageContaining("cut off");
    }

    private Series days(int days) {
        return Load.series(MONDAY, Duration.ofDays(days), FIVE, random);
    }

    private static Series series(double... values) {
        return new Series(Load.metric("x", Unit.NONE), MONDAY, FIVE, values);
    }
}
