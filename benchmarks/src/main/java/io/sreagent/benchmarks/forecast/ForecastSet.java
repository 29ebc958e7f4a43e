package io.sreagent.benchmarks.forecast;

import io.sreagent.analysis.forecast.PackReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One folder of tasks with its answers: {@code tasks.csv} and the files it names. */
record ForecastSet(String name, List<Question> questions) {

    static ForecastSet read(Path folder) {
        List<PackReader.Question> asked = new PackReader(file -> lines(folder, file)).read();
        Map<String, double[]> truths = truths(folder);
        List<Question> questions = new ArrayList<>();
        for (PackReader.Question question : asked) {
            double[] truth = truths.get(question.id());
            if (truth == null) throw new IllegalStateException("no answer for " + question.id());
            questions.add(new Question(question.id(), question.values(), truth, question.season()));
        }
        return new ForecastSet(folder.getFileName().toString(), questions);
    }

    /**
     * The same questions with {@code train_end} moved to where the answer ends; or, where a test
     * file stands beside, its rows.
     */
    private static Map<String, double[]> truths(Path folder) {
        boolean apart = Files.exists(folder.resolve("test.csv"));
        PackReader later =
                new PackReader(
                        file -> {
                            if (!file.equals("tasks.csv"))
                                return lines(folder, apart ? "test.csv" : file);
                            return lines(folder, file).stream()
                                    .map(line -> apart ? ended(line) : moved(line))
                                    .toList();
                        });
        Map<String, double[]> truths = new HashMap<>();
        for (PackReader.Question question : later.read()) {
            double[] values = question.values();
            int from = values.length - question.horizon();
            truths.put(question.id(), Arrays.copyOfRange(values, from, values.length));
        }
        return truths;
    }

    private static String moved(String line) {
        return rewritten(line, true);
    }

    private static String ended(String line) {
        return rewritten(line, false);
    }

    /** Columns are counted from the right: names may hold commas, numbers do not. */
    private static String rewritten(String line, boolean add) {
        String[] parts = line.split(",", -1);
        int at = parts.length - 3;
        if (parts[at].equals("train_end")) return line;
        int horizon = Integer.parseInt(parts[at + 1]);
        parts[at] = Integer.toString(add ? Integer.parseInt(parts[at]) + horizon : horizon);
        return String.join(",", parts);
    }

    private static List<String> lines(Path folder, String file) {
        try {
            return Files.readAllLines(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
