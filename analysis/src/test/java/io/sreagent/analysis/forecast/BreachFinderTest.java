package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Forecast;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreachFinderTest {

    private static final Metric MEMORY =
            new Metric(
                    "memory_utilisation",
                    Resource.service("shop", "checkout"),
                    Unit.RATIO,
                    Hurts.UP,
                    "memory");
    private final BreachFinder finder = new BreachFinder(0.05);

    /** Rises by 1 a minute from 51; the interval is ±5 at 95 %. */
    private static Forecast rising() {
        return new Forecast(
                "test",
                Curves.START,
                Duration.ofMinutes(1),
                Curves.of(60, t -> 51 + t),
                Curves.of(60, t -> 46 + t),
                Curves.of(60, t -> 56 + t),
                0.95);
    }

    @Test
    void expects_the_breach_when_the_mean_crosses_and_at_the_earliest_when_the_upper_side_does() {
        Breach breach = finder.find(MEMORY, rising(), 80, Hurts.UP, "configuration").orElseThrow();

        assertThat(breach.expected()).isEqualTo(rising().timeOf(29));
        assertThat(breach.earliest()).isEqualTo(rising().timeOf(24));
        assertThat(breach.probability()).isGreaterThan(0.99);
    }

    @Test
    void tells_how_probable_it_is_within_one_three_and_six_hours() {
        Forecast day =
                new Forecast(
                        "test",
                        Curves.START,
                        Duration.ofMinutes(10),
                        Curves.of(36, t -> 50 + t),
                        Curves.of(36, t -> 40 + t),
                        Curves.of(36, t -> 60 + t),
                        0.95);

        Breach breach = finder.find(MEMORY, day, 67, Hurts.UP, "configuration").orElseThrow();

        assertThat(breach.within()).extracting(Breach.Chance::hours).containsExactly(1, 3, 6);
        assertThat(breach.within().get(0).probability()).isLessThan(0.02);
        assertThat(breach.within().get(1).probability()).isCloseTo(0.5, within(0.01));
        assertThat(breach.within().get(2).probability()).isEqualTo(breach.probability());
    }

    @Test
    void sees_no_breach_of_a_limit_out_of_reach() {
        assertThat(finder.find(MEMORY, rising(), 200, Hurts.UP, "configuration")).isEmpty();
    }

    @Test
    void tells_a_mere_possibility_with_its_probability() {
        Breach breach =
                finder.find(MEMORY, rising(), 112.5, Hurts.UP, "configuration").orElseThrow();

        assertThat(breach.probability()).isCloseTo(0.163, within(0.005));
        assertThat(breach.expected()).isEqualTo(rising().timeOf(59));
    }

    @Test
    void looks_downwards_when_low_values_hurt() {
        assertThat(finder.find(MEMORY, rising(), 40, Hurts.DOWN, "learned")).isEmpty();
        Breach breach = finder.find(MEMORY, rising(), 60, Hurts.DOWN, "learned").orElseThrow();
        assertThat(breach.expected()).isEqualTo(Curves.START);
    }

    @Test
    void refuses_a_direction_in_which_no_limit_can_be_crossed() {
        assertThatThrownBy(() -> finder.find(MEMORY, rising(), 80, Hurts.NEITHER, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NEITHER");
    }

    @Test
    void warns_of_a_leak_hours_before_the_limit() {
        double[] memory = Curves.noisy(640, 2, 7, t -> 400 + (t < 600 ? 0 : 2 * (t - 599)));
        Forecast forecast = new Saturation().forecast(Curves.minutes(memory, 360));

        Breach breach =
                finder.find(MEMORY, forecast, 800, Hurts.UP, "container limit").orElseThrow();

        Duration ahead =
                Duration.between(Curves.START.plus(Duration.ofMinutes(640)), breach.expected());
        assertThat(ahead.toMinutes()).isBetween(130L, 190L);
        assertThat(breach.probability()).isGreaterThan(0.95);
    }
}
