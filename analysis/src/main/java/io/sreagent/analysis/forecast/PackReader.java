package io.sreagent.analysis.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a set of forecasting questions from text: {@code tasks.csv} with the columns {@code
 * id,file,column,train_end,horizon,season}, and the files it names. A file has either one column
 * per series under its header, or one row per series starting with the series' name.
 *
 * <p>Values from {@code train_end} on are dropped while reading, so that nothing later can look at
 * them. Cells that are no number are gaps.
 */
public final class PackReader {

    /**
     * One series to be continued.
     *
     * @param values all that may be known, oldest first; NaN is a gap
     * @param season in steps; 0 or 1 for none
     */
    public record Question(String id, double[] values, int horizon, int season) {}

    private static final List<String> COLUMNS =
            List.of("id", "file", "column", "train_end", "horizon", "season");

    private final Function<String, List<String>> lines;
    private final Map<String, Map<String, double[]>> files = new HashMap<>();

    /**
     * @param lines the lines of a file by its name as the tasks give it
     */
    public PackReader(Function<String, List<String>> lines) {
        this.lines = lines;
    }

    /**
     * @throws IllegalArgumentException with one line of text per problem
     */
    public List<Question> read() {
        List<String> tasks = lines.apply("tasks.csv");
        List<String> header = tasks.isEmpty() ? List.of() : cells(tasks.getFirst());
        if (!header.containsAll(COLUMNS))
            throw new IllegalArgumentException("tasks.csv:1: header needs " + COLUMNS);
        List<Question> questions = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int line = 1; line < tasks.size(); line++) {
            if (tasks.get(line).isBlank()) continue;
            try {
                questions.add(question(header, cells(tasks.get(line))));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                problems.add("tasks.csv:" + (line + 1) + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) throw new IllegalArgumentException(String.join("\n", problems));
        return questions;
    }

    private Question question(List<String> header, List<String> cells) {
        String file = cells.get(header.indexOf("file"));
        String column = cells.get(header.indexOf("column"));
        double[] values = files.computeIfAbsent(file, this::series).get(column);
        if (values == null)
            throw new IllegalArgumentException("no series " + column + " in " + file);
        int end = Integer.parseInt(cells.get(header.indexOf("train_end")));
        if (end < 1 || end > values.length)
            throw new IllegalArgumentException(
                    "train_end " + end + ", but " + column + " has " + values.length + " values");
        return new Question(
                cells.get(header.indexOf("id")),
                Arrays.copyOf(values, end),
                Integer.parseInt(cells.get(header.indexOf("horizon"))),
                Integer.parseInt(cells.get(header.indexOf("season"))));
    }

    private Map<String, double[]> series(String file) {
        List<List<String>> rows = lines.apply(file).stream().map(PackReader::cells).toList();
        if (rows.isEmpty()) throw new IllegalArgumentException(file + " is empty");
        boolean rowPerSeries =
                rows.stream().skip(1).anyMatch(row -> row.size() != rows.getFirst().size())
                        || number(rows.getLast().getFirst(), 0) == null
                                && rows.getFirst().stream().skip(1).allMatch(PackReader::plain);
        return rowPerSeries ? byRow(rows) : byColumn(rows);
    }

    /** Whether a header cell is only a place in a row, such as {@code V12}, or a number. */
    private static boolean plain(String cell) {
        return cell.isBlank() || cell.matches("[Vv]?[0-9.eE+-]+");
    }

    private static Map<String, double[]> byRow(List<List<String>> rows) {
        Map<String, double[]> series = new HashMap<>();
        for (List<String> row : rows) {
            int end = row.size();
            while (end > 1 && row.get(end - 1).isBlank()) end--;
            double[] values = new double[end - 1];
            for (int i = 1; i < end; i++) values[i - 1] = value(row.get(i));
            series.put(row.getFirst(), values);
        }
        return series;
    }

    private static Map<String, double[]> byColumn(List<List<String>> rows) {
        Map<String, double[]> series = new HashMap<>();
        List<String> names = rows.getFirst();
        for (int column = 0; column < names.size(); column++) {
            double[] values = new double[rows.size() - 1];
            for (int row = 1; row < rows.size(); row++)
                values[row - 1] = value(rows.get(row).get(column));
            series.put(names.get(column), values);
        }
        return series;
    }

    private static double value(String cell) {
        Double value = number(cell, Double.NaN);
        return value == null ? Double.NaN : value;
    }

    private static @Nullable Double number(String cell, double whenBlank) {
        if (cell.isBlank()) return whenBlank;
        try {
            return Double.valueOf(cell.trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Cells of one line; quotes may hold commas, and doubled quotes. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
