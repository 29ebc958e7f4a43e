package io.sreagent.packs.series;

import java.util.List;

/**
 * One file of numbers: rows in the order of the file, none dropped.
 *
 * @param names of the columns; {@code 0}, {@code 1}, … where the file has no header
 * @param columns values, one array a column; NaN where the file has none
 * @param times Unix milliseconds, one a row, in whatever order; empty when the file has none
 * @param timestamps what the file wrote for them; the row number from 0 when it has none
 * @param oddCells how many cells are no numbers and were read as gaps
 */
public record SeriesTable(
        List<String> names,
        double[][] columns,
        long[] times,
        List<String> timestamps,
        int oddCells) {
    public int rows() {
        return timestamps.size();
    }
}
