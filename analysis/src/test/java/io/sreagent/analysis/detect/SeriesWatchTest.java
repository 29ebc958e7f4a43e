package io.sreagent.analysis.detect;

import static io.sreagent.analysis.detect.Load.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.baseline.EffectFloor;
import io.sreagent.analysis.baseline.Sureness;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SeriesWatchTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant LIVE = MONDAY.plus(Duration.ofDays(14));

    private final Random random = new Random(7);

    @Test
    void a_lasting_change_of_five_sigmas_is_told_within_five_samples() {
        int told = 0;
        for (int trial = 0; trial < 40; trial++) {
            SeriesWatch watch = learned();
            live(watch, 600, v -> v);
            for (int i = 0; i < 5 && watch.open().isEmpty(); i++) live(watch, 1, v -> v * 1.25);
            if (watch.open().isPresent()) told++;
        }
        assertThat(told).isGreaterThanOrEqualTo(32);
    }

    @Test
    void says_what_since_when_and_how_far() {
        SeriesWatch watch = learned();
        live(watch, 120, v -> v);
        Instant began = now.plus(MINUTE);
        live(watch, 8, v -> v * 1.6);
        Anomaly anomaly = watch.open().orElseThrow();
        assertThat(anomaly.kind()).isEqualTo(AnomalyKind.LEVEL_SHIFT);
        assertThat(Duration.between(anomaly.onset(), began).abs())
                .isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(anomaly.effect()).isBetween(8.0, 16.0);
        assertThat(anomaly.score()).isGreaterThan(0.95);
        assertThat(anomaly.expected().holds(anomaly.value())).isFalse();
        assertThat(anomaly.detectors()).contains("run-rule");
        assertThat(anomaly.reason().en()).startsWith("qps of shop/checkout rose to ");
        assertThat(anomaly.reason().zh()).contains("升至");
    }

    @Test
    void closes_after_the_value_is_back() {
        SeriesWatch watch = learned();
        live(watch, 30, v -> v);
        live(watch, 10, v -> v * 2);
        assertThat(watch.open()).isPresent();
        live(watch, 15, v -> v);
        assertThat(watch.open()).isEmpty();
    }

    /**
     * A core that starts to burn on an idle host, seen through a rate over a minute every five
     * seconds: the climb takes longer than the watch is old when it would learn again.
     */
    @Test
    void a_young_watch_does_not_learn_the_beginning_of_trouble_as_normal() {
        double[] busy = {
            0.21, 0.21, 0.22, 0.22, 0.23, 0.24, 0.11, 0.07, 0.06, 0.07, 0.07, 0.07, 0.07, 0.07,
                    0.07,
            0.07, 0.07, 0.07, 0.13, 0.22, 0.31, 0.40, 0.49, 0.58, 0.67, 0.76, 0.85, 0.94, 1.03, 1.06
        };
        for (int age = 0; age < 8; age++) {
            Series none =
                    new Series(
                            Load.metric("host", Unit.CORES),
                            MONDAY,
                            Duration.ofSeconds(5),
                            new double[0]);
            SeriesWatch watch =
                    SeriesWatch.learn(
                            none,
                            none,
                            new SeriesWatch.Settings(
                                    Sensitivity.DEFAULT,
                                    new EffectFloor(0.5, 0.05),
                                    Duration.ofSeconds(5)),
                            List.of());
            for (int i = age; i < busy.length; i++) watch.next(MONDAY.plusSeconds(5L * i), busy[i]);

            assertThat(watch.open()).as("begun at sample " + age).isPresent();
            Anomaly anomaly = watch.open().orElseThrow();
            assertThat(anomaly.expected().upper()).as("band").isLessThan(0.8);
        }
    }

    @Test
    void a_blip_of_three_samples_is_not_told() {
        SeriesWatch watch = learned();
        int told = 0;
        for (int blip = 0; blip < 20; blip++) {
            told += live(watch, 57, v -> v) + live(watch, 3, v -> v * 5);
        }
        assertThat(told).isZero();
    }

    @Test
    void quiet_weeks_of_many_series_stay_silent() {
        DiscoveryControl control = new DiscoveryControl(Sensitivity.DEFAULT, MINUTE);
        int told = 0;
        for (int series = 0; series < 20; series++) {
            SeriesWatch watch = learned();
            now = LIVE;
            for (int i = 0; i < 7 * 1440; i++) {
                boolean blip = i % 2000 < 2;
                Optional<Anomaly> open = step(watch, v -> blip ? v * 3 : v);
                if (open.isPresent()) told += control.admit(now, 20, open.stream().toList()).size();
            }
        }
        assertThat(told).isZero();
    }

    @Test
    void a_slow_climb_is_called_a_trend() {
        SeriesWatch watch = learned();
        live(watch, 60, v -> v);
        for (int i = 0; i < 90; i++) {
            double factor = 1 + 0.008 * i;
            live(watch, 1, v -> v * factor);
        }
        assertThat(watch.open().orElseThrow().kind()).isEqualTo(AnomalyKind.TREND);
    }

    @Test
    void a_series_that_stops_is_absent_and_that_hurts() {
        SeriesWatch watch = learned();
        live(watch, 30, v -> v);
        live(watch, 5, v -> Double.NaN);
        Anomaly anomaly = watch.open().orElseThrow();
        assertThat(anomaly.kind()).isEqualTo(AnomalyKind.ABSENCE);
        assertThat(anomaly.hurts()).isTrue();
    }

    @Test
    void ticks_that_never_came_count_as_missing() {
        SeriesWatch watch = learned();
        live(watch, 30, v -> v);
        Optional<Anomaly> open = watch.next(now.plus(Duration.ofMinutes(10)), Double.NaN);
        assertThat(open).isPresent();
    }

    @Test
    void a_frozen_value_is_told_as_flat() {
        SeriesWatch watch = learned();
        live(watch, 30, v -> v);
        double frozen = watch.bandAt(now).expected();
        live(watch, 12, v -> frozen);
        assertThat(watch.open().orElseThrow().kind()).isEqualTo(AnomalyKind.FLATLINE);
    }

    @Test
    void errors_that_never_were_are_told_when_they_matter_and_not_when_they_do_not() {
        Series zeros =
                new Series(
                        Load.metric("checkout", Unit.RATIO),
                        MONDAY,
                        Duration.ofMinutes(5),
                        new double[14 * 288]);
        SeriesWatch serious = SeriesWatch.learn(zeros);
        now = LIVE;
        live(serious, 30, v -> 0);
        live(serious, 5, v -> 0.1);
        assertThat(serious.open().orElseThrow().effect()).isGreaterThan(20);

        SeriesWatch trifle = SeriesWatch.learn(zeros);
        now = LIVE;
        live(trifle, 30, v -> 0);
        assertThat(live(trifle, 60, v -> 0.0001)).isZero();
    }

    @Test
    void minutes_of_history_are_enough_for_a_large_change() {
        Series minutes = Load.series(MONDAY, Duration.ofMinutes(30), MINUTE, random);
        SeriesWatch watch = SeriesWatch.learn(minutes);
        assertThat(watch.sureness()).isEqualTo(Sureness.PLAIN);
        now = minutes.end();
        assertThat(live(watch, 20, v -> v)).isZero();
        live(watch, 5, v -> v * 2);
        assertThat(watch.open()).isPresent();
    }

    @Test
    void without_history_it_learns_as_it_goes() {
        Series none =
                new Series(Load.metric("new", Unit.PER_SECOND), MONDAY, MINUTE, new double[0]);
        SeriesWatch watch = SeriesWatch.learn(none);
        now = MONDAY;
        assertThat(watch.sureness()).isEqualTo(Sureness.NONE);
        assertThat(live(watch, 600, v -> v)).isZero();
        assertThat(watch.sureness()).isEqualTo(Sureness.PLAIN);
        live(watch, 5, v -> v * 2);
        assertThat(watch.open()).isPresent();
    }

    @Test
    void three_points_raise_nothing() {
        Series three =
                new Series(
                        Load.metric("new", Unit.PER_SECOND),
                        MONDAY,
                        MINUTE,
                        new double[] {1, 2, 3});
        SeriesWatch watch = SeriesWatch.learn(three);
        assertThat(watch.next(MONDAY.plus(Duration.ofMinutes(3)), 1e9)).isEmpty();
    }

    @Test
    void scale_does_not_matter() {
        Series history = history();
        double[] huge = Arrays.stream(history.values()).map(v -> v * 1e9).toArray();
        SeriesWatch watch =
                SeriesWatch.learn(
                        new Series(history.metric(), history.start(), history.step(), huge));
        now = LIVE;
        assertThat(live(watch, 600, v -> v * 1e9)).isZero();
        live(watch, 5, v -> v * 1.5e9);
        assertThat(watch.open()).isPresent();
    }

    @Test
    void a_constant_series_that_moves_by_rounding_is_silent() {
        double[] constant = new double[14 * 288];
        Arrays.fill(constant, 42);
        SeriesWatch watch =
                SeriesWatch.learn(
                        new Series(
                                Load.metric("x", Unit.NONE),
                                MONDAY,
                                Duration.ofMinutes(5),
                                constant));
        now = LIVE;
        assertThat(live(watch, 300, v -> 42 + 1e-9)).isZero();
        live(watch, 5, v -> 50);
        assertThat(watch.open()).isPresent();
    }

    @Test
    void a_past_outage_is_not_learned_as_normal() {
        Series history = history();
        for (int i = 2000; i < 2036; i++) history.values()[i] *= 8;
        SeriesWatch watch = SeriesWatch.learn(history);
        now = LIVE;
        live(watch, 30, v -> v);
        live(watch, 5, v -> v * 1.4);
        assertThat(watch.open()).isPresent();
    }

    @Test
    void times_out_of_order_are_ignored() {
        SeriesWatch watch = learned();
        live(watch, 10, v -> v);
        for (int i = 0; i < 10; i++)
            assertThat(watch.next(now.minus(Duration.ofHours(1)), 1e12)).isEmpty();
    }

    private Instant now = LIVE;

    private SeriesWatch learned() {
        now = LIVE;
        Series history = history();
        Series day =
                Load.series(LIVE.minus(Duration.ofDays(1)), Duration.ofDays(1), MINUTE, random);
        return SeriesWatch.learn(
                history, day, SeriesWatch.Settings.of(history.metric()), List.of());
    }

    private Series history() {
        return Load.series(MONDAY, Duration.ofDays(14), Duration.ofMinutes(5), random);
    }

    /** Feeds samples; returns after how many of them an anomaly was open. */
    private int live(SeriesWatch watch, int samples, DoubleUnaryOperator change) {
        int open = 0;
        for (int i = 0; i < samples; i++) if (step(watch, change).isPresent()) open++;
        return open;
    }

    private Optional<Anomaly> step(SeriesWatch watch, DoubleUnaryOperator change) {
        now = now.plus(MINUTE);
        return watch.next(now, change.applyAsDouble(Load.at(now, 0.05, random)));
    }
}
