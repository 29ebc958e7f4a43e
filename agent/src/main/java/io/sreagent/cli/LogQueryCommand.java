package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the server's log store in plain words. */
@Command(
        name = "query",
        description = {
            "Asks the server's log store, in English or Chinese:",
            "  sre-agent logs query errors in checkout in the last 2 hours",
            "  sre-agent logs query 最近一小时 payment 服务有多少条错误",
            "It shows the LogQL it made; --logql asks another one in its place."
        })
public final class LogQueryCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Remote remote = new Remote();

    @Parameters(arity = "1..*", paramLabel = "WORDS", description = "The question.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--logql", paramLabel = "QUERY", description = "In place of the one made.")
    private @Nullable String logql;

    @Option(names = "--limit", defaultValue = "50", description = "Lines (${DEFAULT-VALUE}).")
    private int limit = 50;

    @Override
    public Integer call() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("question", String.join(" ", words));
        if (logql != null) body.put("query", logql);
        body.put("zone", ZoneId.systemDefault().getId());
        body.put("limit", limit);
        JsonNode found = remote.client().post("/logs/query", body);
        Printer printer = new Printer(spec.commandLine().getOut(), remote.isJson());
        if (printer.isJson()) printer.json(found);
        else print(printer, found);
        return Exit.OK;
    }

    private static void print(Printer printer, JsonNode found) {
        printer.fields(found, "query", "from", "until", "understood", "source");
        printer.line("");
        found.path("lines").forEach(line -> printer.line(line(line)));
        found.path("groups")
                .forEach(
                        group ->
                                printer.line(
                                        "%,8d  %s"
                                                .formatted(
                                                        group.path("count").asLong(),
                                                        Printer.text(group, "name"))));
        found.path("changes").forEach(change -> printer.line(Printer.text(change, "en")));
        printer.line(
                "%d lines%s"
                        .formatted(
                                found.path("count").asLong(),
                                found.path("cut").asBoolean() ? " or more" : ""));
        found.path("troubles").forEach(trouble -> printer.line("! " + trouble.asText()));
    }

    /** One line for people; control characters in it could rewrite the screen. */
    static String line(JsonNode line) {
        return "%s %-5s %s  %s"
                .formatted(
                        Printer.text(line, "time"),
                        Printer.text(line, "severity").toUpperCase(java.util.Locale.ROOT),
                        Printer.text(line, "resource"),
                        Printer.text(line, "message"));
    }
}
