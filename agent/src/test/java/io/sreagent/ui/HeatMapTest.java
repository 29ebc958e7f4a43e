package io.sreagent.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.cognition.Correlation;
import io.sreagent.cognition.Surroundings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A square of correlations. */
class HeatMapTest {

    @Test
    void both_halves_show_the_pair_and_the_lag_turns_its_sign() {
        HeatMap map =
                HeatMap.of(
                        new Surroundings(
                                List.of(),
                                List.of("a", "b", "c"),
                                List.of(new Correlation("a", "b", 60, -0.83, 0.001, 99))));

        HeatMap.Cell upper = map.rows().get(0).cells().get(1);
        HeatMap.Cell lower = map.rows().get(1).cells().get(0);
        assertThat(upper)
                .isEqualTo(
                        new HeatMap.Cell("−.8", "n4", "a ~ b: r -0.83, lag +60 s, p 0.0010, n 99"));
        assertThat(lower.title()).contains("lag -60 s");
        assertThat(map.rows().get(2).cells().get(0).text()).isEmpty();
        assertThat(map.rows().get(2).cells().get(2).css()).isEqualTo("self");
    }

    @Test
    void one_metric_alone_makes_no_map() {
        assertThat(HeatMap.of(new Surroundings(List.of(), List.of("a"), List.of())).isEmpty())
                .isTrue();
    }
}
