package io.sreagent.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Three weeks of a load that follows the day, and what comes after. */
class RhythmWatchTest {
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final int DAY = 144;
    private static final Band BAND = new Band(0, 100, 200);

    private final Random random = new Random(3);
    private final Metric metric = Load.metric("checkout", Unit.PER_SECOND);
    private final RhythmWatch watch = learned(21 * DAY);
    private Instant now = Load.MONDAY.plus(STEP.multipliedBy(21L * DAY));

    @Test
    void a_day_without_its_rhythm_is_told_though_no_value_is_new() {
        for (int i = 0; i < 20 * 6; i++) take(100 + 40 * Math.sin(random.nextDouble(6.28)));

        Anomaly told = watch.open().orElseThrow();
        assertThat(told.kind()).isEqualTo(AnomalyKind.PERIODIC);
        assertThat(told.detectors()).containsExactly("lost-season");
        assertThat(told.score()).isGreaterThan(0.7);
        assertThat(told.reason().en()).contains("has lost its usual rhythm");
        assertThat(told.hurts()).as("it wakes nobody").isFalse();
    }

    @Test
    void it_is_back_when_the_days_are_again_like_the_days_before() {
        for (int i = 0; i < 20 * 6; i++) take(100);
        assertThat(watch.open()).isPresent();
        for (int i = 0; i < 7 * DAY; i++) take(usual());
        assertThat(watch.open()).isEmpty();
    }

    @Test
    void usual_days_and_an_hour_without_values_tell_nothing() {
        for (int i = 0; i < 7 * DAY; i++) {
            take(i >= 500 && i < 506 ? Double.NaN : usual());
            assertThat(watch.open()).isEmpty();
        }
    }

    @Test
    void gaps_and_infinities_have_no_rhythm_to_lose() {
        for (int i = 0; i < 3 * DAY; i++) take(i % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY);
        assertThat(watch.open()).isEmpty();
    }

    @Test
    void a_week_is_too_short_to_have_an_opinion() {
        RhythmWatch young = learned(7 * DAY);
        Instant time = Load.MONDAY.plus(STEP.multipliedBy(7L * DAY));
        for (int i = 0; i < DAY; i++) young.next(time.plus(STEP.multipliedBy(i)), 100, BAND);
        assertThat(young.open()).isEmpty();
    }

    private RhythmWatch learned(int samples) {
        double[] values = new double[samples];
        for (int i = 0; i < samples; i++) values[i] = at(Load.MONDAY.plus(STEP.multipliedBy(i)));
        return new RhythmWatch(
                metric, Sensitivity.DEFAULT, new Series(metric, Load.MONDAY, STEP, values));
    }

    private double usual() {
        return at(now);
    }

    private double at(Instant time) {
        double hour = time.getEpochSecond() / 3600.0;
        return 100 + 40 * Math.sin(2 * Math.PI * hour / 24) + 3 * random.nextGaussian();
    }

    private void take(double value) {
        watch.next(now, value, BAND);
        now = now.plus(STEP);
    }
}
