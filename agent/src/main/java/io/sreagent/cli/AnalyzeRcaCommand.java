package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.cause.CauseEngine;
import io.sreagent.packs.rca.OnsetMode;
import io.sreagent.packs.rca.RcaAnswer;
import io.sreagent.packs.rca.RcaPack;
import io.sreagent.packs.rca.RecordedCase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Explains recorded cases. It reads {@code cases.jsonl} of each set and the files it names, never
 * the truth beside it; a case that cannot be read is one line on standard error, and the others are
 * answered all the same.
 */
@Command(
        name = "rca",
        description = "Ranks the causes of recorded cases, one JSON line a case.",
        footer = "Exits 2 when a file could not be read; the other cases are answered.")
public final class AnalyzeRcaCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--pack",
            paramLabel = "DIR",
            required = true,
            description = "The folder that holds rca/SET/cases.jsonl.")
    private Path pack = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only this set: sock-shop, petshop, nezha or tvdiag.")
    private String only = "";

    @Option(
            names = "--onset",
            paramLabel = "WHEN",
            defaultValue = "given",
            description =
                    "What is told of the onset: ${COMPLETION-CANDIDATES} (default"
                            + " ${DEFAULT-VALUE}).")
    private OnsetMode onset = OnsetMode.GIVEN;

    @Override
    public Integer call() {
        CauseEngine engine = CauseEngine.standard();
        List<String> problems = new ArrayList<>();
        int cases = 0;
        for (RcaPack set : sets()) {
            List<JsonNode> rows = rows(set, problems);
            for (JsonNode row : rows) answer(set, row, engine, problems);
            if (!rows.isEmpty()) say(set.name() + ": " + rows.size() + " cases");
            cases += rows.size();
        }
        if (cases == 0 && problems.isEmpty())
            problems.add("no cases.jsonl of a known set below " + pack.resolve("rca"));
        problems.forEach(this::say);
        return problems.isEmpty() ? Exit.OK : Exit.USAGE;
    }

    private List<RcaPack> sets() {
        if (!Files.isDirectory(pack))
            throw new Failure(Exit.USAGE, "analyze rca: no folder " + pack);
        String name = only.startsWith("rca/") ? only.substring(4) : only;
        List<RcaPack> sets =
                RcaPack.all().stream()
                        .filter(set -> name.isEmpty() || set.name().equals(name))
                        .toList();
        if (sets.isEmpty())
            throw new Failure(
                    Exit.USAGE,
                    "analyze rca: no set %s; known are %s"
                            .formatted(only, RcaPack.all().stream().map(RcaPack::name).toList()));
        return sets;
    }

    private List<JsonNode> rows(RcaPack set, List<String> problems) {
        try {
            return set.rows(pack);
        } catch (IOException broken) {
            problems.add(broken.getMessage());
            return List.of();
        }
    }

    private void answer(RcaPack set, JsonNode row, CauseEngine engine, List<String> problems) {
        String id = row.path("case").asText();
        try {
            RecordedCase recorded = set.recorded(pack, row, onset);
            PrintWriter out = spec.commandLine().getOut();
            out.println(RcaAnswer.of(recorded, engine.diagnose(recorded.facts())).json());
            out.flush();
        } catch (IOException | RuntimeException unreadable) {
            // A table that is cut short shows as an index out of range somewhere in the reader.
            problems.add(id + ": " + unreadable);
        }
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
