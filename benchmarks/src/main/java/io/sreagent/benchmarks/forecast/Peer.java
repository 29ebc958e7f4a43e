package io.sreagent.benchmarks.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** R's forecast package (Hyndman and Khandakar 2008), asked through a script in a process. */
final class Peer {

    /**
     * @param cpuSeconds of all series together, without loading R
     */
    record Answer(double cpuSeconds, List<double[]> means) {}

    private final Path script;

    Peer(Path script) {
        this.script = script;
    }

    /**
     * @param questions all with the same season and horizon
     * @throws IOException when there is no Rscript, or it fails
     */
    Answer ask(String method, List<Question> questions) throws IOException, InterruptedException {
        Question first = questions.getFirst();
        Process process =
                new ProcessBuilder(
                                "Rscript",
                                script.toString(),
                                method,
                                Integer.toString(first.season()),
                                Integer.toString(first.truth().length))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (PrintWriter series =
                new PrintWriter(
                        new OutputStreamWriter(
                                process.getOutputStream(), StandardCharsets.UTF_8))) {
            for (Question question : questions)
                series.println(
                        Arrays.stream(question.past())
                                .mapToObj(Double::toString)
                                .collect(Collectors.joining(",")));
        }
        List<String> lines;
        try (BufferedReader answer = process.inputReader(StandardCharsets.UTF_8)) {
            lines = answer.readAllLines();
        }
        if (process.waitFor() != 0 || lines.size() != questions.size() + 1)
            throw new IOException(
                    "Rscript " + script + " " + method + " gave " + lines.size() + " lines");
        List<double[]> means = new ArrayList<>();
        for (String line : lines.subList(1, lines.size()))
            means.add(Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray());
        return new Answer(Double.parseDouble(lines.getFirst().split(" ")[1]), means);
    }
}
