package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the program may do by itself. Nothing, until somebody enables it here. */
@Command(
        name = "policy",
        description = "Shows and sets what may be done automatically.",
        subcommands = WindowsCommand.class)
public final class PolicyCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new Failure(
                Exit.USAGE,
                "sre-agent policy needs one of: status, enable, disable, kill, release, windows");
    }

    @Command(name = "status", description = "The kill switch and what is enabled.")
    int status(@Mixin Remote remote) {
        JsonNode policy = remote.client().get("/policy");
        Printer printer = new Printer(spec.commandLine().getOut(), remote.isJson());
        if (printer.isJson()) {
            printer.json(policy);
            return Exit.OK;
        }
        printer.fields(policy, "automation", "mode");
        printer.heading("Kill switches");
        printer.table(
                policy.path("kill_switches"), "WHERE", "name", "STATE", "state", "", "detail");
        printer.heading("Enabled scopes");
        printer.table(
                policy.path("scopes"), "SCOPE", "scope", "ENABLED", "enabled", "BY", "changed_by");
        return Exit.OK;
    }

    @Command(name = "enable", description = "Allows automatic actions on a scope.")
    int enable(
            @Mixin Remote remote,
            @Parameters(paramLabel = "SCOPE", description = "Such as shop/checkout, or *.")
                    String scope,
            @Option(names = "--reason", required = true) String reason) {
        return change(remote, "enable", Map.of("scope", scope, "reason", reason));
    }

    @Command(name = "disable", description = "Forbids automatic actions on a scope.")
    int disable(
            @Mixin Remote remote,
            @Parameters(paramLabel = "SCOPE") String scope,
            @Option(names = "--reason", required = true) String reason) {
        return change(remote, "disable", Map.of("scope", scope, "reason", reason));
    }

    @Command(name = "kill", description = "Stops every action at once, approved or not.")
    int kill(@Mixin Remote remote, @Option(names = "--reason", required = true) String reason) {
        return change(remote, "kill", Map.of("reason", reason));
    }

    @Command(name = "release", description = "Lets actions go on after a kill.")
    int release(@Mixin Remote remote, @Option(names = "--reason", required = true) String reason) {
        return change(remote, "release", Map.of("reason", reason));
    }

    private int change(Remote remote, String verb, Map<String, String> body) {
        JsonNode answer = remote.client().post("/policy/" + verb, body);
        new Printer(spec.commandLine().getOut(), remote.isJson())
                .fields(answer, "scope", "enabled", "changed_by", "reason");
        return Exit.OK;
    }
}
