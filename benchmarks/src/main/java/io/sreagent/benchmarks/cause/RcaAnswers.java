package io.sreagent.benchmarks.cause;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.cause.CauseEngine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Answers recorded cases as JSON lines: {@code RcaAnswers --pack DIR [--set NAME] [--onset
 * given|late60|none]}. Reads {@code cases.jsonl} of each set and the files it names, never the
 * truth beside it. Progress goes to standard error; bad input is one line there and exit code 2.
 */
public final class RcaAnswers {
    private RcaAnswers() {}

    public static void main(String[] arguments) {
        try {
            PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            answer(
                    Path.of(option(arguments, "--pack", "")),
                    option(arguments, "--set", ""),
                    OnsetMode.of(option(arguments, "--onset", "given")),
                    out);
            out.flush();
        } catch (IOException | IllegalArgumentException bad) {
            System.err.println("analyze rca: " + bad.getMessage());
            System.exit(2);
        }
    }

    private static String option(String[] arguments, String name, String otherwise) {
        int at = List.of(arguments).indexOf(name);
        return at >= 0 && at + 1 < arguments.length ? arguments[at + 1] : otherwise;
    }

    /**
     * @param only name of one set, or empty for all that are below {@code rca}
     */
    static void answer(Path pack, String only, OnsetMode mode, PrintStream out) throws IOException {
        CauseEngine engine = CauseEngine.standard();
        int answered = 0;
        for (Pack set : Pack.all()) {
            if (!only.isEmpty() && !only.endsWith(set.name())) continue;
            List<JsonNode> rows = set.rows(pack);
            for (JsonNode row : rows) {
                RecordedCase recorded = set.recorded(pack, row, mode);
                out.println(Answer.of(recorded.id(), engine.diagnose(recorded.facts())).json());
                answered++;
            }
            if (!rows.isEmpty()) System.err.println(set.name() + ": " + rows.size() + " cases");
        }
        if (answered == 0)
            throw new IllegalArgumentException(
                    "no cases.jsonl of a known set below " + pack.resolve("rca"));
    }
}
