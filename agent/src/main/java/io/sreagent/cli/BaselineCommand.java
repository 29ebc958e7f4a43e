package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the running program has learned as normal, series by series. */
@Command(name = "baseline", description = "What has been learned as normal, series by series.")
public final class BaselineCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(2);

    @Mixin private Remote remote = new Remote();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode metrics = remote.client().get("/baseline/metrics");
        Printer printer = new Printer(spec.commandLine().getOut(), remote.isJson());
        if (printer.isJson()) {
            printer.json(metrics);
            return Exit.OK;
        }
        printer.table(
                metrics, "METRIC", "metric", "SAMPLES", "samples", "SURE", "sure", "LEARNED",
                "words", "UNTIL", "updated");
        return Exit.OK;
    }

    @Command(
            name = "learn",
            description =
                    "Has everything learned anew from the sources' history; one metric at each look.")
    int learn(
            @Mixin Remote to,
            @Option(names = "--wait", description = "Until all is learned.") boolean wait)
            throws InterruptedException {
        Client client = to.client();
        Printer printer = new Printer(spec.commandLine().getOut(), to.isJson());
        JsonNode left = client.post("/baseline/learn", Map.of());
        while (wait && left.path("waiting").asInt() > 0) {
            spec.commandLine().getErr().println(left.path("waiting").asInt() + " metrics to go");
            spec.commandLine().getErr().flush();
            Thread.sleep(LOOK);
            left = client.get("/baseline/learn");
        }
        printer.fields(left, "waiting");
        return Exit.OK;
    }
}
