package io.sreagent.simulator.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.simulator.metrics.Labels;
import io.sreagent.simulator.metrics.Series;
import io.sreagent.simulator.metrics.SeriesStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PromQL against values worked out by hand. One sample a minute from minute 0; queries are at
 * minute 10 unless they say otherwise.
 */
class QueryTest {
    private static final long MINUTE = 60_000;

    private final SeriesStore store = new SeriesStore(0, MINUTE);

    @BeforeEach
    void record() {
        for (int i = 0; i <= 10; i++) {
            sample(i, 60 * i, "hits_total", "pod", "a", "app", "x"); // 1 per second
            sample(i, 120 * i, "hits_total", "pod", "b", "app", "x"); // 2 per second
            sample(i, i < 6 ? 60 * i : 60 * (i - 6), "resets_total"); // back to 0 at minute 6
            sample(i, 100 + 3 * i, "level", "pod", "a"); // 3 a minute
            sample(i, 10, "limit", "pod", "a", "unit", "byte");
            sample(i, 0, "zero", "pod", "a");
            sample(i, 60 * i, "time_bucket", "le", "0.1");
            sample(i, 90 * i, "time_bucket", "le", "0.5");
            sample(i, 100 * i, "time_bucket", "le", "+Inf");
        }
        for (int i = 0; i <= 4; i++) {
            sample(i, 7, "gone");
        }
        for (int i = 0; i <= 8; i++) {
            sample(i, 5, "late");
        }
        store.series(labels("gone"), 0).end(5);
        store.scraped(10);
    }

    private static Labels labels(String name, String... more) {
        Map<String, String> map = new TreeMap<>();
        map.put(Labels.NAME, name);
        for (int i = 0; i < more.length; i += 2) {
            map.put(more[i], more[i + 1]);
        }
        return Labels.of(map);
    }

    private void sample(int slot, double value, String name, String... more) {
        Series series = store.series(labels(name, more), slot);
        series.append(slot, value);
    }

    private Value at(String query, long... minutes) {
        long[] times =
                minutes.length == 0
                        ? new long[] {10 * MINUTE}
                        : java.util.Arrays.stream(minutes).map(m -> m * MINUTE).toArray();
        return new Evaluator(store, times).evaluate(QueryParser.parse(query));
    }

    private List<Value.Row> rows(String query) {
        return ((Value.Vector) at(query))
                .rows().stream().filter(r -> !Value.absent(r.values()[0])).toList();
    }

    private double one(String query) {
        Value value = at(query);
        if (value instanceof Value.Scalar(double[] values)) {
            return values[0];
        }
        List<Value.Row> rows = rows(query);
        assertThat(rows).as(query).hasSize(1);
        return rows.getFirst().values()[0];
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "rate(hits_total{pod=\"a\"}[5m])                         | 1",
                "sum(rate(hits_total[5m]))                               | 3",
                "increase(hits_total{pod=\"a\"}[4m])                     | 240",
                "irate(hits_total{pod=\"b\"}[5m])                        | 2",
                "delta(level[5m])                                        | 15",
                "deriv(level[5m]) * 60                                   | 3",
                "avg_over_time(level[3m])                                | 127",
                "max_over_time(level[3m]) - min_over_time(level[3m])     | 6",
                "sum_over_time(limit[4m])                                | 40",
                "count_over_time(limit[4m])                              | 4",
                "last_over_time(late[5m])                                | 5",
                "late                                                    | 5",
                "level offset 5m                                         | 115",
                "level{pod=\"a\"} / on(pod) limit                        | 13",
                "level / on(pod) group_left(unit) limit                  | 13",
                "level / ignoring(unit) limit                            | 13",
                "1 + 2 * 3 ^ 2                                           | 19",
                "-2 ^ 2                                                  | -4",
                "7 % 4                                                   | 3",
                "level > bool 100                                        | 1",
                "level < bool 100                                        | 0",
                "count(hits_total)                                       | 2",
                "avg(hits_total)                                         | 900",
                "max without(pod) (hits_total)                           | 1200",
                "min by(app) (hits_total)                                | 600",
                "topk(1, hits_total)                                     | 1200",
                "clamp_max(level, 50)                                    | 50",
                "clamp_min(zero, 2)                                      | 2",
                "abs(zero - 4)                                           | 4",
                "time()                                                  | 600",
                "vector(3)                                               | 3",
                "scalar(level)                                           | 130",
                "absent(nothing{a=\"b\"})                                | 1",
                "sum(hits_total{pod=@\"a|b\",pod!@\"b\"})                | 600",
                "limit and on(pod) level                                 | 10",
                "nothing or zero                                         | 0",
                "predict_linear(level[5m], 600)                          | 160",
                "quantile(0.5, hits_total)                               | 900",
                "stddev(hits_total)                                      | 300",
                "changes(level[4m])                                      | 3",
            })
    void a_query_is_worth_what_is_worked_out_by_hand(String query, double expected) {
        assertThat(one(query.replace('@', '~')))
                .isCloseTo(expected, within(1e-3)); // ~ quotes in a table
    }

    @Test
    void the_rate_adds_back_what_a_reset_took() {
        // (4, 10]: 300, 0, 60, 120, 180, 240 at minutes 5 to 10; change 240 - 300 + 300 = 240 over
        // 300 s. The start lies a whole
        // interval away, under the limit of 1.1, so the change is stretched over 360 s: 288, a rate
        // of 0.8.
        assertThat(one("rate(resets_total[6m])"))
                .isCloseTo(240.0 * (300 + 60) / 300 / 360, within(1e-9));
    }

    @Test
    void the_quantile_of_a_histogram_is_linear_inside_its_bucket() {
        // 75 of 100 lies halfway between 60 and 90, so halfway between 0.1 and 0.5
        assertThat(one("histogram_quantile(0.75, rate(time_bucket[5m]))"))
                .isCloseTo(0.3, within(1e-9));
        assertThat(one("histogram_quantile(0.3, rate(time_bucket[5m]))"))
                .isCloseTo(0.05, within(1e-9));
        assertThat(one("histogram_quantile(0.99, rate(time_bucket[5m]))")).isEqualTo(0.5);
    }

    @Test
    void an_ended_series_is_gone_at_once_and_a_missed_one_after_five_minutes() {
        assertThat(((Value.Vector) at("gone", 4)).rows()).hasSize(1);
        assertThat(((Value.Vector) at("gone", 5)).rows()).isEmpty();
        assertThat(((Value.Vector) at("late", 12)).rows()).hasSize(1);
        assertThat(((Value.Vector) at("late", 13)).rows()).isEmpty();
    }

    @Test
    void division_by_zero_is_a_value_and_not_an_absence() {
        assertThat(one("zero / zero")).isNaN();
        assertThat(one("level / zero")).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void labels_can_be_rewritten() {
        assertThat(
                        rows("label_replace(level, \"name\", \"pod-$1\", \"pod\", \"(.*)\")")
                                .getFirst()
                                .labels()
                                .get("name"))
                .isEqualTo("pod-a");
    }

    @Test
    void one_series_may_follow_another_on_one_side_but_not_stand_beside_it() {
        assertThatThrownBy(() -> at("hits_total * on(app) hits_total"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("many-to-many matching not allowed");
    }

    @Test
    void a_range_of_steps_gives_each_its_own_value() {
        var row = ((Value.Vector) at("level", 1, 2, 3)).rows().getFirst();

        assertThat(row.values()).containsExactly(103, 106, 109);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(",
                "rate(level)",
                "level[5m",
                "{}",
                "rate(level[5m:1m])",
                "holt_winters(level[5m], 0.1, 0.1)",
                "level @ 5",
                "sum(level) by",
                "level{a=~\"(\"}",
                "\"text",
                "1 == 2",
                ""
            })
    void what_is_wrong_or_not_spoken_is_bad_data(String query) {
        assertThatThrownBy(() -> at(query))
                .isInstanceOf(QueryException.class)
                .extracting(e -> ((QueryException) e).type)
                .isEqualTo(QueryException.Type.BAD_DATA);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,0.1",
        "1e-7,0.0000001",
        "123456789012,123456789012",
        "NaN,NaN",
        "Infinity,+Inf",
        "2.5,2.5"
    })
    void numbers_are_written_as_go_writes_them(double value, String text) {
        assertThat(PrometheusApi.number(value)).isEqualTo(text);
    }
}
