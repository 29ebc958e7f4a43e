package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Follows the server's log store: prints lines as they are written, from a minute ago on. */
@Command(
        name = "tail",
        description = {
            "Prints lines as they are written, until it is stopped; begins a minute back:",
            "  sre-agent logs tail '{app=\"checkout\"} |= \"error\"'",
            "  sre-agent logs tail errors in checkout"
        })
public final class LogTailCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Remote remote = new Remote();

    @Parameters(arity = "1..*", paramLabel = "QUERY", description = "LogQL, or a question.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "Ends after so many lines.")
    private long most = Long.MAX_VALUE;

    @Override
    public Integer call() {
        if (most < 1) throw new Failure(Exit.USAGE, "--lines must be at least 1");
        Printer printer = new Printer(spec.commandLine().getOut(), false);
        long[] printed = {0};
        remote.client()
                .follow(
                        "/logs/tail?query=%s&zone=%s"
                                .formatted(
                                        encoded(String.join(" ", words)),
                                        encoded(ZoneId.systemDefault().getId())),
                        event -> {
                            if (event.has("message")) {
                                printer.line(
                                        remote.isJson()
                                                ? event.toString()
                                                : LogQueryCommand.line(event));
                                printed[0]++;
                            } else {
                                spec.commandLine().getErr().println(note(event));
                            }
                            return printed[0] < most;
                        });
        return Exit.OK;
    }

    /** What is no line: the query that was made, or a trouble. */
    private static String note(JsonNode event) {
        String query = event.path("query").asText();
        return query.isEmpty() ? "! " + event.path("trouble").asText() : query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
