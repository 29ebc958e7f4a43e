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
 * per series under its header, or one row per series starting with the series' name. Cost: one pass
 * over each file.
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
    private final Map<String, List<List<String>>> files = new HashMap<>();

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
        List<String> header =
                tasks.isEmpty() ? List.of() : cells(tasks.getFirst().replace("\uFEFF", ""));
        if (!header.containsAll(COLUMNS))
            throw new IllegalArgumentException("tasks.csv:1: header needs " + COLUMNS);
        List<Question> questions = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int line = 1; line < tasks.size(); line++) {
            if (tasks.get(line).isBlank()) continue;
            try {
                questions.add(question(header, cells(tasks.get(line))));
            } catch (IllegalArgumentException e) {
                problems.add("tasks.csv:" + (line + 1) + ": " + e.getMessage());
            } catch (IndexOutOfBoundsException e) {
                problems.add("tasks.csv:" + (line + 1) + ": fewer cells than the header");
            }
        }
        if (!problems.isEmpty()) throw new IllegalArgumentException(String.join("\n", problems));
        return questions;
    }

    private Question question(List<String> header, List<String> cells) {
        String file = cells.get(header.indexOf("file"));
        String column = cells.get(header.indexOf("column"));
        double[] values = series(files.computeIfAbsent(file, this::rows), column);
        if (values == null)
            throw new IllegalArgumentException("no series " + column + " in " + file);
        int end = integer(header, cells, "train_end");
        if (end < 1 || end > values.length)
            throw new IllegalArgumentException(
                    "train_end " + end + ", but " + column + " has " + values.length + " values");
        int horizon = integer(header, cells, "horizon");
        if (horizon < 1 || horizon > Task.LONGEST)
            throw new IllegalArgumentException(
                    "horizon " + horizon + " is not in 1–" + Task.LONGEST);
        return new Question(
                cells.get(header.indexOf("id")),
                Arrays.copyOf(values, end),
                horizon,
                integer(header, cells, "season"));
    }

    private static int integer(List<String> header, List<String> cells, String name) {
        String text = cells.get(header.indexOf(name)).trim();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " '" + text + "' is no whole number", e);
        }
    }

    private List<List<String>> rows(String file) {
        List<String> text = lines.apply(file);
        int end = text.size();
        while (end > 0 && text.get(end - 1).isBlank()) end--;
        if (end == 0) throw new IllegalArgumentException(file + " is empty");
        return text.subList(0, end).stream().map(PackReader::cells).toList();
    }

    /** A column of that name, else the row that starts with it; null when there is neither. */
    private static double @Nullable [] series(List<List<String>> rows, String name) {
        int column = rows.getFirst().indexOf(name);
        if (column >= 0) {
            double[] values = new double[rows.size() - 1];
            for (int row = 1; row < rows.size(); row++)
                values[row - 1] = value(rows.get(row), column);
            return values;
        }
        for (List<String> row : rows) {
            if (!row.getFirst().equals(name)) continue;
            double[] values = new double[row.size() - 1];
            for (int i = 1; i < row.size(); i++) values[i - 1] = value(row, i);
            return values;
        }
        return null;
    }

    /** Short rows, blanks and words are gaps. */
    private static double value(List<String> row, int column) {
        if (column >= row.size()) return Double.NaN;
        try {
            double value = Double.parseDouble(row.get(column).trim());
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
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
