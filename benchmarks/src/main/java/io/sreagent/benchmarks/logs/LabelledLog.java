package io.sreagent.benchmarks.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One system of loghub's 2,000-line samples (Zhu et al., ISSRE 2023; labels corrected by Khan et
 * al., ICSE 2022).
 *
 * @param content one message a line, without its header
 * @param truth the template of each line, {@code <*>} for variables
 */
record LabelledLog(String system, List<String> content, List<String> truth) {
    /** Reads {@code directory/System/System_2k.labels.csv} for each system there. */
    static List<LabelledLog> all(Path directory) throws IOException {
        List<LabelledLog> logs = new ArrayList<>();
        try (var systems = Files.list(directory)) {
            for (Path system : systems.filter(Files::isDirectory).sorted().toList()) {
                logs.add(read(system));
            }
        }
        return logs;
    }

    private static LabelledLog read(Path directory) throws IOException {
        String name = directory.getFileName().toString();
        List<String> content = new ArrayList<>();
        List<String> truth = new ArrayList<>();
        List<List<String>> rows =
                Csv.parse(Files.readString(directory.resolve(name + "_2k.labels.csv")));
        List<String> header = rows.getFirst();
        int contentAt = header.indexOf("Content");
        int truthAt = header.indexOf("EventTemplate");
        for (List<String> row : rows.subList(1, rows.size())) {
            content.add(row.get(contentAt));
            truth.add(row.get(truthAt));
        }
        return new LabelledLog(name, content, truth);
    }
}
