package io.sreagent.analysis.logs.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.logs.template.Template;
import io.sreagent.analysis.logs.template.TemplateMiner;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ParameterShiftTest {
    @Test
    void a_counter_that_went_on_is_no_shift() {
        TemplateMiner miner = new TemplateMiner();
        for (int i = 0; i < 3_000; i++) miner.add("order " + i + " stored");
        List<Template> past = miner.templates(10);
        miner.turn();
        for (int i = 3_000; i < 3_100; i++) miner.add("order " + i + " stored");

        assertThat(ParameterShift.since(past, miner, 10)).isEmpty();
    }

    @Test
    void a_duration_that_grew_is_told() {
        assertThat(
                        ParameterShift.between(
                                mined(i -> "query took " + (10 + i % 7) + " ms").templates(),
                                mined(i -> "query took " + (950 + i % 70) + " ms").templates()))
                .hasSize(1)
                .first()
                .satisfies(
                        finding -> {
                            assertThat(finding.words().en())
                                    .matches(
                                            "Median of \"took\" 13 → 98\\d in: query took <\\*> ms");
                            assertThat(finding.words().zh()).contains("中位数 13 → 98");
                        });
    }

    @Test
    void an_answer_that_is_new_is_told() {
        assertThat(
                        ParameterShift.between(
                                mined(
                                                i ->
                                                        "pay state="
                                                                + (i % 3 == 0 ? "late" : "ok")
                                                                + " cache="
                                                                + (i % 2 == 0))
                                        .templates(),
                                mined(
                                                i ->
                                                        "pay state="
                                                                + (i % 10 == 0 ? "ok" : "refused")
                                                                + " cache="
                                                                + (i % 2 == 0))
                                        .templates()))
                .extracting(finding -> finding.words().en())
                .singleElement()
                .asString()
                // The first lines of a template are taken before it is known what varies.
                .matches(
                        "\"refused\", new here, is (89|90)% of the values in: pay state=<\\*> cache=<\\*>");
    }

    @Test
    void the_same_spread_is_no_shift() {
        SplittableRandom random = new SplittableRandom(3);
        assertThat(
                        ParameterShift.between(
                                mined(i -> "took " + random.nextInt(100) + " ms").templates(),
                                mined(i -> "took " + random.nextInt(100) + " ms").templates()))
                .isEmpty();
    }

    @Test
    void numbers_that_are_names_do_not_shift() {
        assertThat(
                        ParameterShift.between(
                                mined(i -> "order " + (1_000_000 + i) + " paid").templates(),
                                mined(i -> "order " + (9_000_000 + i) + " paid").templates()))
                .isEmpty();
    }

    private static TemplateMiner mined(IntFunction<String> line) {
        TemplateMiner miner = new TemplateMiner();
        for (int i = 0; i < 200; i++) miner.add(line.apply(i));
        return miner;
    }
}
