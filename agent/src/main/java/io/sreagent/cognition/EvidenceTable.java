package io.sreagent.cognition;

import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.Hypothesis;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first hypotheses side by side: a row for each kind of evidence, a column for each of them. It
 * shows at a glance why the second is not the first.
 *
 * @param rows the most telling first: by how far apart the columns are
 */
public record EvidenceTable(List<Hypothesis> columns, List<Row> rows) {
    private static final int COLUMNS = 4;

    public EvidenceTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * @param logOdds one for each column; 0 where this kind says nothing of it
     */
    public record Row(String kind, List<Double> logOdds) {
        public Row {
            logOdds = List.copyOf(logOdds);
        }

        public double of(int column) {
            return logOdds.get(column);
        }

        private double spread() {
            double least = logOdds.stream().mapToDouble(Double::doubleValue).min().orElse(0);
            double most = logOdds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
            return most - least;
        }
    }

    public static EvidenceTable of(Diagnosis diagnosis) {
        List<Hypothesis> columns = diagnosis.hypotheses().stream().limit(COLUMNS).toList();
        Map<String, double[]> rows = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++)
            for (Evidence each : columns.get(i).evidence())
                rows.computeIfAbsent(each.kind(), kind -> new double[columns.size()])[i] +=
                        each.logOdds();
        return new EvidenceTable(
                columns,
                rows.entrySet().stream()
                        .map(row -> new Row(row.getKey(), boxed(row.getValue())))
                        .sorted(Comparator.comparingDouble(Row::spread).reversed())
                        .toList());
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** Kinds that say less of the second than of the first; empty where there is no second. */
    public List<Row> againstRunnerUp() {
        if (columns.size() < 2) return List.of();
        return rows.stream()
                .filter(row -> row.of(0) - row.of(1) > 0.05)
                .sorted(Comparator.comparingDouble((Row row) -> row.of(1) - row.of(0)))
                .toList();
    }
}
