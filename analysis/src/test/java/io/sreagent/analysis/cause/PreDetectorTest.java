package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreDetectorTest {
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Instant CALM = Instant.EPOCH.plus(STEP.multipliedBy(299));

    private static Series series(Hurts hurts, double... after) {
        Random random = new Random(7);
        double[] values = new double[300 + after.length];
        for (int i = 0; i < 300; i++) values[i] = 10 + random.nextGaussian();
        System.arraycopy(after, 0, values, 300, after.length);
        Metric metric = new Metric("latency_p99", Shop.at("cart"), Unit.SECONDS, hurts, "q");
        return new Series(metric, Instant.EPOCH, STEP, values);
    }

    @ParameterizedTest
    @EnumSource
    void far_and_lasting_is_alarmed_from_its_first_value(PreDetector detector) {
        assertThat(detector.alarms(List.of(series(Hurts.UP, 10, 10.3, 30, 31, 32)), CALM))
                .singleElement()
                .satisfies(
                        alarm -> {
                            assertThat(alarm.onset()).isEqualTo(CALM.plus(STEP.multipliedBy(3)));
                            assertThat(alarm.hurts()).isTrue();
                        });
    }

    @ParameterizedTest
    @EnumSource
    void usual_values_alarm_nobody(PreDetector detector) {
        assertThat(detector.alarms(List.of(series(Hurts.UP, 10, 10.3, 9.8, 10.1)), CALM)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void one_spike_alarms_nobody(PreDetector detector) {
        assertThat(detector.alarms(List.of(series(Hurts.UP, 10, 99, 9.8, 10.1)), CALM)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void other_direction_alarms_nobody(PreDetector detector) {
        assertThat(detector.alarms(List.of(series(Hurts.DOWN, 30, 31, 32)), CALM)).isEmpty();
    }

    @Test
    void only_density_sees_the_hole_between_two_usual_levels() {
        Series series = series(Hurts.UP, 20, 20.2, 20.1);
        for (int i = 0; i < 300; i++) series.values()[i] = i % 3 == 0 ? 40 + i % 7 : 10 + i % 5;

        assertThat(PreDetector.DBSCAN.alarms(List.of(series), CALM)).hasSize(1);
        assertThat(PreDetector.Z_SCORE.alarms(List.of(series), CALM)).isEmpty();
    }

    @Test
    void methods_are_known_by_their_usual_spellings() {
        assertThat(PreDetector.named("z-score")).contains(PreDetector.Z_SCORE);
        assertThat(PreDetector.named("isolation_forest")).contains(PreDetector.ISOLATION_FOREST);
        assertThat(PreDetector.named("oracle")).isEmpty();
    }
}
