package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the running program has learned as normal, series by series. */
@Command(name = "baseline", description = "What has been learned as normal, series by series.")
public final class BaselineCommand implements Callable<Integer> {
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
}
