package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Prints new lines of a LogQL query as they come. It asks again every so often, a little before
 * where it was, since stores take lines in late.
 */
@Command(name = "tail", description = "Prints new lines of a LogQL query until it is stopped.")
public final class LogTailCommand implements Callable<Integer> {
    private static final Duration LATE = Duration.ofSeconds(15);
    private static final int MOST = 1_000; // lines an asking

    private final InstantSource clock;
    private final Set<String> shown = new HashSet<>();
    @Spec private CommandSpec spec;
    @Mixin private Remote remote = new Remote();

    @Parameters(paramLabel = "QUERY", description = "Such as '{app=\"checkout\"} |= \"error\"'.")
    private String query = "";

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How often to ask (${DEFAULT-VALUE}).")
    private int every = 2;

    @Option(names = "--times", hidden = true, defaultValue = "-1")
    private int times = -1;

    public LogTailCommand() {
        this(InstantSource.system());
    }

    LogTailCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (every < 1) throw new Failure(Exit.USAGE, "--every must be at least 1");
        Client client = remote.client();
        Printer printer = new Printer(spec.commandLine().getOut(), false);
        Instant from = clock.instant().minus(Duration.ofMinutes(1));
        for (int i = 0; times < 0 || i < times; i++) {
            if (i > 0) Thread.sleep(Duration.ofSeconds(every));
            Instant until = clock.instant().plusSeconds(1);
            JsonNode found = client.post("/logs/query", body(from, until));
            found.path("troubles").forEach(t -> spec.commandLine().getErr().println(t.asText()));
            Set<String> before = Set.copyOf(shown);
            shown.clear();
            for (JsonNode line : found.path("lines")) {
                String text = remote.isJson() ? line.toString() : LogQueryCommand.line(line);
                shown.add(line.toString());
                if (!before.contains(line.toString())) printer.line(text);
            }
            from = until.minus(LATE);
        }
        return Exit.OK;
    }

    private Map<String, Object> body(Instant from, Instant until) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", query);
        body.put("from", from.toString());
        body.put("until", until.toString());
        body.put("limit", MOST);
        return body;
    }
}
