package io.sreagent.cognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** When limits are crossed: those that somebody set, and those that the past shows. */
class OutlookTest {
    private static final Instant NOW = Instant.parse("2026-03-12T10:00:00Z");
    private static final Resource CHECKOUT = Resource.service("shop", "checkout");

    private final Recorded source = new Recorded();
    private final Outlook outlook = new Outlook(List.of(source), () -> 6);

    /** Functions of time, and how often each was asked for. */
    private static final class Recorded implements MetricSource {
        final Map<Indicator, ToDoubleFunction<Instant>> lines = new LinkedHashMap<>();
        final List<String> asked = new ArrayList<>();

        @Override
        public String name() {
            return "recorded";
        }

        @Override
        public Answer<List<Indicator>> indicators() {
            return Answer.complete(List.copyOf(lines.keySet()));
        }

        @Override
        public Answer<List<Series>> range(
                Indicator indicator, Instant from, Instant until, Duration step) {
            asked.add(indicator.name());
            double[] values = new double[(int) Duration.between(from, until).dividedBy(step) + 1];
            ToDoubleFunction<Instant> line = lines.getOrDefault(indicator, time -> Double.NaN);
            Arrays.setAll(values, i -> line.applyAsDouble(from.plus(step.multipliedBy(i))));
            return Answer.complete(List.of(new Series(metric(indicator), from, step, values)));
        }
    }

    private static Metric metric(Indicator of) {
        return new Metric(of.name(), CHECKOUT, of.unit(), of.hurts(), of.query());
    }

    private Indicator has(
            String name, Unit unit, boolean felt, double limit, ToDoubleFunction<Instant> line) {
        Indicator indicator =
                new Indicator(name, name, unit, Hurts.UP, Indicator.Scope.SERVICE, felt, limit);
        source.lines.put(indicator, line);
        return indicator;
    }

    private Optional<Breach> breach(Indicator of) {
        return outlook.of(metric(of), NOW).flatMap(Outlook.Prospect::limitCrossed);
    }

    private static double hour(Instant time) {
        return Math.floorMod(time.getEpochSecond(), 86_400) / 3600.0;
    }

    private static double noise(Instant time) {
        return Math.floorMod(time.getEpochSecond() / 60 * 7919, 101) / 101.0 - 0.5;
    }

    @Test
    void leak_is_told_when_it_reaches_its_limit() {
        double begun = NOW.getEpochSecond() - 7200;
        Indicator memory =
                has(
                        "memory_utilisation",
                        Unit.RATIO,
                        false,
                        1,
                        t ->
                                0.4
                                        + 0.0025 * Math.max(0, t.getEpochSecond() - begun) / 60
                                        + 0.004 * noise(t));

        Breach breach = breach(memory).orElseThrow();

        assertThat(breach.probability()).isGreaterThan(0.95);
        assertThat((double) Duration.between(NOW, breach.expected()).toMinutes())
                .isCloseTo(120, within(15.0));
        assertThat(breach.source()).isEqualTo("catalogue");
    }

    @Test
    void climb_of_every_morning_is_not_the_way_to_a_limit() {
        Indicator cpu =
                has(
                        "cpu_utilisation",
                        Unit.RATIO,
                        false,
                        1,
                        t ->
                                0.5
                                        - 0.35 * Math.cos(2 * Math.PI * (hour(t) - 3) / 24)
                                        + 0.02 * noise(t));

        assertThat(breach(cpu).map(Breach::probability).orElse(0.0)).isLessThan(0.5);
    }

    @Test
    void climb_beyond_that_of_every_morning_is() {
        double begun = NOW.getEpochSecond() - 5400;
        Indicator cpu =
                has(
                        "cpu_utilisation",
                        Unit.RATIO,
                        false,
                        1,
                        t ->
                                0.4
                                        - 0.2 * Math.cos(2 * Math.PI * (hour(t) - 3) / 24)
                                        + 0.1 * Math.max(0, t.getEpochSecond() - begun) / 3600
                                        + 0.01 * noise(t));

        assertThat(breach(cpu).orElseThrow().probability()).isGreaterThan(0.8);
    }

    /** A queue that stands at 100, and came to 1,000 on four days, when the service was slow. */
    private Indicator queue(double slow) {
        has("latency_p95", Unit.SECONDS, true, Double.NaN, t -> isPeak(t) ? slow : 0.1);
        double begun = NOW.getEpochSecond() - 7200;
        return has(
                "queue_length",
                Unit.COUNT,
                false,
                Double.NaN,
                t ->
                        (isPeak(t) ? 1000 : 100)
                                + 3 * Math.max(0, t.getEpochSecond() - begun) / 60
                                + 10 * noise(t));
    }

    private static boolean isPeak(Instant time) {
        long day = time.getEpochSecond() / 86_400;
        return day % 2 == 0 && hour(time) >= 18 && hour(time) < 21;
    }

    @Test
    void level_at_which_the_service_broke_before_is_a_limit_where_none_is_set() {
        Breach breach = breach(queue(0.5)).orElseThrow();

        assertThat(breach.limit()).isCloseTo(1000, within(20.0));
        assertThat(breach.source()).isEqualTo("learned: where shop/checkout broke before");
        assertThat(breach.probability()).isGreaterThan(0.8);
    }

    @Test
    void service_that_never_broke_has_no_learned_limit_and_its_past_is_read_once() {
        Indicator queue = queue(0.12);

        assertThat(breach(queue)).isEmpty();
        assertThat(breach(queue)).isEmpty();

        assertThat(source.asked).filteredOn("latency_p95"::equals).hasSize(1);
    }

    @Test
    void what_users_feel_has_no_limit_learned_from_itself() {
        queue(0.5);
        Indicator latency =
                source.lines.keySet().stream()
                        .filter(Indicator::serviceLevel)
                        .findFirst()
                        .orElseThrow();

        assertThat(breach(latency)).isEmpty();
    }

    @Test
    void metric_that_nobody_measures_has_no_outlook() {
        Metric unknown = new Metric("unheard_of", CHECKOUT, Unit.COUNT, Hurts.UP, "?");

        assertThat(outlook.of(unknown, NOW)).isEmpty();
    }
}
