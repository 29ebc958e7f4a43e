package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How well the program does, measured on what it handled. */
@Command(name = "stats", description = "Key figures and playbook statistics.")
public final class StatsCommand implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Client client = remote.client();
        JsonNode stats = client.get("/learning/stats");
        Printer printer = new Printer(spec.commandLine().getOut(), remote.isJson());
        if (printer.isJson()) {
            printer.json(stats);
            return Exit.OK;
        }
        printer.fields(
                stats,
                "playbooks",
                "runs",
                "successes",
                "self_recoveries",
                "success_rate",
                "thumbs_up",
                "thumbs_down");
        printer.heading("Playbooks");
        printer.table(
                client.get("/playbooks/stats"),
                "PLAYBOOK",
                "playbook",
                "RUNS",
                "runs",
                "SUCCESSES",
                "successes",
                "RATE",
                "success_rate",
                "MEAN DURATION",
                "mean_duration",
                "GOOD",
                "thumbs_up",
                "BAD",
                "thumbs_down");
        return Exit.OK;
    }
}
