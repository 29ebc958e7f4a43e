package io.sreagent.packs.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesReaderTest {
    @Test
    void a_header_names_time_and_values_and_answers_are_not_read() {
        SeriesTable table =
                read(
                        "\uFEFFvalue,Timestamp,label,KPI ID",
                        "0.5,1469376000,1,a1",
                        "0.7,1469376300,0,a1");
        assertThat(table.names()).containsExactly("value");
        assertThat(table.columns()).isDeepEqualTo(new double[][] {{0.5, 0.7}});
        assertThat(table.times()).containsExactly(1469376000000L, 1469376300000L);
        assertThat(table.timestamps()).containsExactly("1469376000", "1469376300");
    }

    @Test
    void without_header_and_time_rows_are_numbered() {
        SeriesTable table = read("0.2066,0.0,268000343.6267", "0.2063,0.0,271374109.76");
        assertThat(table.columns()).hasDimensions(3, 2);
        assertThat(table.times()).isEmpty();
        assertThat(table.timestamps()).containsExactly("0", "1");
        assertThat(table.names()).containsExactly("0", "1", "2");
    }

    @Test
    void dates_are_times_in_every_usual_spelling_and_rows_stay_as_they_are() {
        SeriesTable table =
                read(
                        "2014-07-01 00:00:00;1",
                        "2014/07/01 00:05;2",
                        "2014-07-01T00:10:00Z;3",
                        "2014-07-01T02:15:00.250+02:00;4",
                        "2014-07-01 00:15:00;5");
        assertThat(table.columns()[0]).containsExactly(1, 2, 3, 4, 5);
        long start = 1404172800000L;
        assertThat(table.times())
                .containsExactly(
                        start, start + 300000, start + 600000, start + 900000, start + 900000);
        assertThat(TimeText.is("2014-13-01")).isFalse();
    }

    @Test
    void a_series_of_one_column_needs_no_separator() {
        assertThat(read("1", "2.5", "", "-3e4").columns())
                .isDeepEqualTo(new double[][] {{1, 2.5, -3e4}});
        assertThat(read("value", "1", "2").columns()).isDeepEqualTo(new double[][] {{1, 2}});
    }

    @Test
    void a_large_counter_is_a_value_when_the_first_column_does_not_grow() {
        SeriesTable table = read("1500000000,7", "1400000000,8", "1500000000,9");
        assertThat(table.times()).isEmpty();
        assertThat(table.columns()).hasDimensions(2, 3);
    }

    @Test
    void the_row_numbers_of_a_data_frame_are_no_metric() {
        assertThat(read(",cpu,mem", "0,5,7", "1,6,8").names()).containsExactly("cpu", "mem");
        assertThat(read(",0,1", "0,5,7", "1,6,8").columns())
                .isDeepEqualTo(new double[][] {{5, 6}, {7, 8}});
    }

    @Test
    void what_is_no_number_is_a_gap_and_counted() {
        SeriesTable table = read("t,v,w", "a,1,1f", "b,NaN,2", "c,inf,\"3\"", "d,null", "e,4,5");
        assertThat(table.names()).containsExactly("v", "w");
        assertThat(table.columns()[0]).containsExactly(1, Double.NaN, Double.NaN, Double.NaN, 4);
        assertThat(table.columns()[1]).containsExactly(Double.NaN, 2, 3, Double.NaN, 5);
        assertThat(table.oddCells()).isEqualTo(1);
    }

    @Test
    void files_without_numbers_are_refused() {
        assertThatThrownBy(SeriesReaderTest::read).hasMessage("is empty");
        assertThatThrownBy(() -> read("a,b")).hasMessage("has a header and no rows");
        assertThatThrownBy(() -> read("a,b", "x,y")).hasMessage("has no column of numbers");
    }

    private static SeriesTable read(String... lines) {
        return SeriesReader.read(List.of(lines));
    }
}
