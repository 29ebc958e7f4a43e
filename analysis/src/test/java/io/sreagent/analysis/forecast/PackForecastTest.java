package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackForecastTest {

    private static final String HEADER = "id,file,column,train_end,horizon,season";

    private static List<PackReader.Question> read(Map<String, List<String>> files) {
        return new PackReader(files::get).read();
    }

    private static List<String> table(int rows) {
        List<String> lines = new ArrayList<>(List.of("date,\"calls, all\""));
        for (int row = 0; row < rows; row++) lines.add("2026-01-01," + (100 + row % 24));
        return lines;
    }

    @Test
    void columns_and_their_names_with_commas_are_found() {
        List<PackReader.Question> questions =
                read(
                        Map.of(
                                "tasks.csv",
                                List.of(HEADER, "a@200,t.csv,\"calls, all\",200,24,24"),
                                "t.csv",
                                table(300)));

        assertThat(questions).hasSize(1);
        assertThat(questions.getFirst().values()).hasSize(200).startsWith(100, 101);
    }

    @Test
    void what_comes_after_train_end_changes_no_answer() {
        List<String> spoiled = table(300);
        for (int row = 201; row <= 300; row++) spoiled.set(row, "2026-01-01,1e9");
        List<String> tasks = List.of(HEADER, "a,t.csv,\"calls, all\",200,24,24");
        PackForecast forecast = new PackForecast(Combination.standard(), 0.95);

        List<String> clean =
                forecast.lines(read(Map.of("tasks.csv", tasks, "t.csv", table(300))).getFirst());
        List<String> other =
                forecast.lines(read(Map.of("tasks.csv", tasks, "t.csv", spoiled)).getFirst());

        assertThat(other).isEqualTo(clean).hasSize(24);
        assertThat(clean.getFirst()).startsWith("a,1,");
    }

    @Test
    void rows_of_different_length_are_one_series_each() {
        List<PackReader.Question> questions =
                read(
                        Map.of(
                                "tasks.csv",
                                List.of(HEADER, "H1,train.csv,H1,3,2,24", "H2,train.csv,H2,5,2,24"),
                                "train.csv",
                                List.of("V1,V2,V3,V4,V5,V6", "H1,1,2,3,,", "H2,5,6,7,8,9")));

        assertThat(questions.get(0).values()).containsExactly(1, 2, 3);
        assertThat(questions.get(1).values()).containsExactly(5, 6, 7, 8, 9);
    }

    @Test
    void every_problem_is_told_with_its_line() {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "tasks.csv",
                                                List.of(
                                                        HEADER,
                                                        "a,t.csv,none,200,24,24",
                                                        "b,t.csv,\"calls, all\",999,24,24"),
                                                "t.csv",
                                                table(300))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tasks.csv:2: no series none in t.csv")
                .hasMessageContaining("tasks.csv:3: train_end 999");
    }

    @Test
    void question_that_cannot_be_answered_is_named() {
        PackForecast forecast = new PackForecast(Combination.standard(), 0.95);
        double[] gaps = {Double.NaN, Double.NaN};

        assertThatThrownBy(() -> forecast.lines(new PackReader.Question("q7", gaps, 5, 24)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("q7: combination needs at least 2 values");
    }
}
