package io.sreagent.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sreagent.analysis.logs.session.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sessions as JSON lines, {@code {"session": "blk_1", "templates": ["a", "b"]}}, compressed or not.
 * Other keys are not looked at.
 */
public final class SessionFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PROBLEMS = 20;

    private SessionFile() {}

    /** A file holds lines that are no sessions. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient List<String> problems;

        Malformed(List<String> problems) {
            super(String.join("\n", problems));
            this.problems = List.copyOf(problems);
        }

        /** One line each: file, line and what is wrong. */
        public List<String> problems() {
            return problems;
        }
    }

    /**
     * Hands over the sessions in the file's order, one at a time.
     *
     * @throws Malformed after the last line, with the first {@value #MOST_PROBLEMS} that were no
     *     sessions
     */
    public static void read(Path file, Consumer<Session> each) throws IOException, Malformed {
        List<String> problems = new ArrayList<>();
        try (InputStream raw = Files.newInputStream(file);
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Compressed.plain(raw), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) continue;
                try {
                    each.accept(session(JSON.readTree(line)));
                } catch (JsonProcessingException | IllegalArgumentException wrong) {
                    if (problems.size() == MOST_PROBLEMS) break;
                    problems.add(file + ":" + number + ": " + firstLine(wrong));
                }
            }
        }
        if (!problems.isEmpty()) throw new Malformed(problems);
    }

    private static Session session(JsonNode node) {
        JsonNode id = node.path("session");
        JsonNode templates = node.path("templates");
        if (!id.isValueNode() || id.isNull()) throw new IllegalArgumentException("no \"session\"");
        if (!templates.isArray()) throw new IllegalArgumentException("no list \"templates\"");
        List<String> names = new ArrayList<>(templates.size());
        for (JsonNode template : templates) names.add(template.asText());
        return new Session(id.asText(), names);
    }

    private static String firstLine(Exception wrong) {
        return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("unreadable");
    }
}
