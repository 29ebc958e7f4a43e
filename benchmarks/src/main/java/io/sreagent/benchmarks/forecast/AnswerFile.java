package io.sreagent.benchmarks.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers as {@code id,step,mean,lower,upper}. Cells are counted from the right: ids may hold
 * commas.
 *
 * @param rows by id without quotes, one {mean, lower, upper} per step
 */
record AnswerFile(Map<String, Map<Integer, double[]>> rows) {

    static AnswerFile read(Path file) throws IOException {
        Map<String, Map<Integer, double[]>> rows = new HashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(",", -1);
            int end = parts.length;
            String id = String.join(",", List.of(parts).subList(0, end - 4));
            if (id.startsWith("\"")) id = id.substring(1, id.length() - 1).replace("\"\"", "\"");
            double[] told = {value(parts[end - 3]), value(parts[end - 2]), value(parts[end - 1])};
            rows.computeIfAbsent(id, none -> new HashMap<>())
                    .put(Integer.valueOf(parts[end - 4]), told);
        }
        return new AnswerFile(rows);
    }

    List<Score> scores(List<Question> questions, List<Score> yardstick) {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            Map<Integer, double[]> told = rows.getOrDefault(question.id(), Map.of());
            int horizon = question.truth().length;
            double[][] parts = new double[3][horizon];
            boolean whole = true;
            for (int step = 0; step < horizon; step++) {
                double[] row = told.get(step + 1);
                if (row == null || Double.isNaN(row[0])) whole = false;
                else for (int part = 0; part < 3; part++) parts[part][step] = row[part];
            }
            scores.add(whole ? Score.of(question, parts[0], parts[1], parts[2]) : yardstick.get(i));
        }
        return scores;
    }

    private static double value(String cell) {
        return cell.isBlank() ? Double.NaN : Double.parseDouble(cell);
    }
}
