package io.sreagent.packs.series;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link SeriesTable} of a file's lines.
 *
 * <p>Cells are separated by the first of tab, semicolon, comma and blanks that the first line has;
 * quotes around a cell are taken off. The first line is a header when one of its cells is neither a
 * number nor a moment nor a word for "missing". The time column is the first with a name such as
 * {@code timestamp}, {@code time} or {@code date}; without a header the first column, when its
 * first rows are moments ({@link TimeText}) that do not fall. A first column without a name that
 * counts 0, 1, 2, … is the row number a data frame writes, not a value.
 *
 * <p>Columns named as answers ({@code label}, {@code is_anomaly}, …) are not read, nor are columns
 * without any number. Empty cells, {@code NaN}, {@code null} and the like, and infinities, are
 * gaps; so is a cell that is no number, which is counted. A short line has gaps at its end. Empty
 * lines are no rows.
 */
public final class SeriesReader {
    private static final int LOOKED_AT = 50;
    private static final Set<String> TIME =
            Set.of("timestamp", "time", "date", "datetime", "ts", "@timestamp", "unix", "epoch");
    private static final Set<String> ANSWERS =
            Set.of(
                    "label",
                    "labels",
                    "anomaly",
                    "anomalies",
                    "anomalous",
                    "is_anomaly",
                    "isanomaly",
                    "anomaly_label",
                    "ground_truth",
                    "truth",
                    "attack");
    private static final Set<String> MISSING =
            Set.of("", "nan", "na", "n/a", "null", "none", "nil", "-", "?");
    private static final Set<String> INFINITE =
            Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

    private int odd;

    private SeriesReader() {}

    /**
     * @throws IllegalArgumentException when there is no row or no column of numbers
     */
    public static SeriesTable read(List<String> lines) {
        return new SeriesReader().table(lines);
    }

    private SeriesTable table(List<String> lines) {
        List<String[]> rows = new ArrayList<>(lines.size());
        char separator = 0;
        for (String line : lines) {
            String bare = line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (bare.isBlank()) continue;
            if (separator == 0) separator = separator(bare);
            rows.add(cells(bare, separator));
        }
        if (rows.isEmpty()) throw new IllegalArgumentException("is empty");
        String @Nullable [] header = isHeader(rows.getFirst()) ? rows.removeFirst() : null;
        if (rows.isEmpty()) throw new IllegalArgumentException("has a header and no rows");
        int width = header == null ? rows.getFirst().length : header.length;
        int time = time(header, rows, width);
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            if (c == time) continue;
            String name = header == null ? String.valueOf(c) : header[c];
            if (ANSWERS.contains(name.toLowerCase(Locale.ROOT)) || isRowNumber(header, rows, c))
                continue;
            int oddBefore = odd;
            double[] column = column(rows, c);
            if (hasNumber(column)) {
                names.add(name);
                columns.add(column);
            } else {
                odd = oddBefore;
            }
        }
        if (columns.isEmpty()) throw new IllegalArgumentException("has no column of numbers");
        List<String> timestamps = new ArrayList<>(rows.size());
        for (int r = 0; r < rows.size(); r++)
            timestamps.add(time < 0 ? String.valueOf(r) : cell(rows.get(r), time));
        return new SeriesTable(
                names, columns.toArray(double[][]::new), times(timestamps, time), timestamps, odd);
    }

    private static char separator(String line) {
        for (char each : new char[] {'\t', ';', ','}) if (line.indexOf(each) >= 0) return each;
        return TimeText.is(line.strip()) ? ',' : ' ';
    }

    private static String[] cells(String line, char separator) {
        String[] cells =
                separator == ' '
                        ? line.strip().split("\\s+")
                        : line.split(String.valueOf(separator), -1);
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i].strip();
            boolean quoted = cell.length() >= 2 && cell.startsWith("\"") && cell.endsWith("\"");
            cells[i] = quoted ? cell.substring(1, cell.length() - 1).strip() : cell;
        }
        return cells;
    }

    private static boolean isHeader(String[] first) {
        if (isNumbered(first)) return true;
        for (String cell : first)
            if (!isMissing(cell) && number(cell) == null && !TimeText.is(cell)) return true;
        return false;
    }

    /** The header a data frame without names writes: nothing, 0, 1, 2, … */
    private static boolean isNumbered(String[] first) {
        if (first.length < 2 || !first[0].isEmpty()) return false;
        for (int c = 1; c < first.length; c++)
            if (!first[c].equals(String.valueOf(c - 1))) return false;
        return true;
    }

    private static int time(String @Nullable [] header, List<String[]> rows, int width) {
        if (header != null) {
            for (int c = 0; c < width; c++)
                if (TIME.contains(header[c].toLowerCase(Locale.ROOT))) return c;
            boolean dates = number(cell(rows.getFirst(), 0)) == null;
            return (dates || header[0].isEmpty()) && width > 1 && isTime(rows, 0) ? 0 : -1;
        }
        return width > 1 && isTime(rows, 0) ? 0 : -1;
    }

    private static boolean isTime(List<String[]> rows, int column) {
        Set<Long> different = new HashSet<>();
        long before = Long.MIN_VALUE;
        int looked = Math.min(LOOKED_AT, rows.size());
        for (int r = 0; r < looked; r++) {
            long here = TimeText.millis(cell(rows.get(r), column));
            if (here == Long.MIN_VALUE || here < before) return false;
            before = here;
            different.add(here);
        }
        return different.size() * 2 > looked;
    }

    private static boolean isRowNumber(String @Nullable [] header, List<String[]> rows, int c) {
        if (c > 0 || header == null || !(header[0].isEmpty() || header[0].equals("index")))
            return false;
        for (int r = 0; r < Math.min(LOOKED_AT, rows.size()); r++)
            if (!cell(rows.get(r), 0).equals(String.valueOf(r))) return false;
        return true;
    }

    private double[] column(List<String[]> rows, int column) {
        double[] values = new double[rows.size()];
        for (int r = 0; r < values.length; r++) {
            String cell = cell(rows.get(r), column);
            Double number = isMissing(cell) ? Double.valueOf(Double.NaN) : number(cell);
            if (number == null) odd++;
            values[r] = number == null || number.isInfinite() ? Double.NaN : number;
        }
        return values;
    }

    private static boolean hasNumber(double[] column) {
        for (double value : column) if (!Double.isNaN(value)) return true;
        return false;
    }

    private static long[] times(List<String> timestamps, int column) {
        if (column < 0) return new long[0];
        long[] times = new long[timestamps.size()];
        for (int r = 0; r < times.length; r++) {
            long here = TimeText.millis(timestamps.get(r));
            if (here == Long.MIN_VALUE && r == 0) return new long[0];
            times[r] = here == Long.MIN_VALUE ? times[r - 1] : here;
        }
        return times;
    }

    private static String cell(String[] row, int column) {
        return column < row.length ? row[column] : "";
    }

    private static boolean isMissing(String cell) {
        return MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    private static @Nullable Double number(String cell) {
        if (INFINITE.contains(cell.toLowerCase(Locale.ROOT))) return Double.POSITIVE_INFINITY;
        char last = cell.isEmpty() ? ' ' : cell.charAt(cell.length() - 1);
        if (last != '.' && (last < '0' || last > '9')) return null; // parseDouble takes "1d", "1f"
        try {
            return Double.valueOf(cell);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
