package io.sreagent.benchmarks.detect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A case of the sets with labelled rows.
 *
 * @param train columns without labels, empty where the set has none
 * @param test columns to be scored
 */
record Labelled(String name, long[] millis, double[][] train, double[][] test, boolean[] labels) {

    static List<Labelled> jumpstarter(Path folder) throws IOException {
        List<Labelled> cases = new ArrayList<>();
        for (int i = 0; Files.exists(folder.resolve("test/service" + i + ".csv.gz")); i++) {
            String file = "service" + i + ".csv.gz";
            double[][] label = columns(folder.resolve("test_label").resolve(file), 0);
            cases.add(
                    new Labelled(
                            "service" + i,
                            new long[0],
                            columns(folder.resolve("train").resolve(file), 0),
                            columns(folder.resolve("test").resolve(file), 0),
                            booleans(label[0])));
        }
        return cases;
    }

    static List<Labelled> donut(Path folder) throws IOException {
        List<Labelled> cases = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
                double[][] columns = columns(file, 1);
                cases.add(
                        new Labelled(
                                file.getFileName().toString(),
                                Arrays.stream(columns[0]).mapToLong(t -> (long) t * 1000).toArray(),
                                new double[0][],
                                new double[][] {columns[1]},
                                booleans(columns[2])));
            }
        }
        return cases;
    }

    private static boolean[] booleans(double[] values) {
        boolean[] labels = new boolean[values.length];
        for (int i = 0; i < labels.length; i++) labels[i] = values[i] > 0.5;
        return labels;
    }

    private static double[][] columns(Path file, int header) throws IOException {
        List<double[]> rows = new ArrayList<>();
        try (var in = Files.newInputStream(file);
                var text =
                        new BufferedReader(
                                new InputStreamReader(
                                        file.toString().endsWith(".gz")
                                                ? new GZIPInputStream(in)
                                                : in,
                                        StandardCharsets.UTF_8))) {
            for (int i = 0; i < header; i++) text.readLine();
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                String[] cells = line.split(",", -1);
                double[] row = new double[cells.length];
                for (int i = 0; i < row.length; i++)
                    row[i] = cells[i].isEmpty() ? Double.NaN : Double.parseDouble(cells[i]);
                rows.add(row);
            }
        }
        int width = rows.getFirst().length;
        double[][] columns = new double[width][rows.size()];
        for (int r = 0; r < rows.size(); r++)
            for (int c = 0; c < width; c++) columns[c][r] = rows.get(r)[c];
        return columns;
    }
}
