package io.sreagent.benchmarks.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One folder of tasks: {@code tasks.csv} and the files it names. */
record ForecastSet(String name, List<Question> questions) {

    static ForecastSet read(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("tasks.csv"));
        Map<String, Map<String, double[]>> files = new HashMap<>();
        List<Question> questions = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = Csv.split(line);
            String file = cells.get(1);
            if (!files.containsKey(file)) files.put(file, columns(folder, file));
            double[] values = files.get(file).get(cells.get(2));
            if (values == null) throw new IOException("no column " + cells.get(2) + " in " + file);
            int end = Integer.parseInt(cells.get(3));
            int horizon = Integer.parseInt(cells.get(4));
            questions.add(
                    new Question(
                            cells.get(0),
                            Arrays.copyOf(values, end),
                            Arrays.copyOfRange(values, end, end + horizon),
                            Integer.parseInt(cells.get(5))));
        }
        return new ForecastSet(folder.getFileName().toString(), questions);
    }

    private static Map<String, double[]> columns(Path folder, String file) throws IOException {
        return Files.exists(folder.resolve("test.csv"))
                ? rows(folder.resolve(file), folder.resolve("test.csv"))
                : columns(folder.resolve(file));
    }

    /** A series a row: the id, then its values; the test file goes on where the other ends. */
    private static Map<String, double[]> rows(Path train, Path test) throws IOException {
        Map<String, double[]> rows = new HashMap<>();
        for (Path file : List.of(train, test)) {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines) {
                List<String> cells = Csv.split(line);
                double[] values =
                        cells.stream()
                                .skip(1)
                                .filter(cell -> !cell.isBlank() && !cell.startsWith("V"))
                                .mapToDouble(Double::parseDouble)
                                .toArray();
                rows.merge(cells.get(0), values, ForecastSet::join);
            }
        }
        return rows;
    }

    private static double[] join(double[] first, double[] then) {
        double[] both = Arrays.copyOf(first, first.length + then.length);
        System.arraycopy(then, 0, both, first.length, then.length);
        return both;
    }

    private static Map<String, double[]> columns(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> names = Csv.split(lines.getFirst());
        double[][] values = new double[names.size()][lines.size() - 1];
        for (int row = 1; row < lines.size(); row++) {
            List<String> cells = Csv.split(lines.get(row));
            for (int column = 0; column < names.size(); column++)
                values[column][row - 1] = number(cells.get(column));
        }
        Map<String, double[]> columns = new HashMap<>();
        for (int column = 0; column < names.size(); column++)
            columns.put(names.get(column), values[column]);
        return columns;
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException notANumber) {
            return Double.NaN; // a date, or a gap
        }
    }
}
