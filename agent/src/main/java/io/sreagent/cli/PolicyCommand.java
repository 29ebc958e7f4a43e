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
    private static final String PLAYBOOK = "playbook:";
    private static final int MOST_DAYS = 90;
    private static final String SCOPES = "Such as shop/checkout, playbook:ID, or *.";

    private static final String WHY = "In a few words; kept in the audit chain.";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new Failure(
                Exit.USAGE,
                "sre-agent policy needs one of: status, shadow, enable, disable, kill, release, windows");
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

    @Command(
            name = "shadow",
            description = "What people did where a plan was only shown, by playbook.")
    int shadow(
            @Mixin Remote remote,
            @Option(
                            names = "--days",
                            defaultValue = "7",
                            description = "How far back; 7 unless told.")
                    int days) {
        JsonNode report = remote.client().get("/policy/shadow?days=" + days);
        Printer printer = new Printer(spec.commandLine().getOut(), remote.isJson());
        printer.table(
                report,
                "PLAYBOOK",
                "playbook",
                "PLANS",
                "plans",
                "SAME DONE",
                "same",
                "BY ITSELF",
                "by_itself",
                "BY PERSON",
                "by_person",
                "OTHERWISE",
                "otherwise",
                "WAITING",
                "waiting",
                "AGREED",
                "agreement",
                "AT LEAST",
                "lower_bound",
                "PASSED",
                "passed");
        if (!printer.isJson()) printer.line(report.path("rule").asText());
        return Exit.OK;
    }

    @Command(name = "enable", description = "Allows automatic actions on a scope.")
    int enable(
            @Mixin Remote remote,
            @Parameters(paramLabel = "SCOPE", description = SCOPES) String scope,
            @Option(names = "--reason", description = WHY, required = true) String reason) {
        if (scope.startsWith(PLAYBOOK) && !remote.isJson()) tellRecord(remote, scope);
        return change(remote, "enable", Map.of("scope", scope, "reason", reason));
    }

    @Command(name = "disable", description = "Forbids automatic actions on a scope.")
    int disable(
            @Mixin Remote remote,
            @Parameters(paramLabel = "SCOPE", description = SCOPES) String scope,
            @Option(names = "--reason", description = WHY, required = true) String reason) {
        return change(remote, "disable", Map.of("scope", scope, "reason", reason));
    }

    @Command(name = "kill", description = "Stops every action at once, approved or not.")
    int kill(
            @Mixin Remote remote,
            @Option(names = "--reason", description = WHY, required = true) String reason) {
        return change(remote, "kill", Map.of("reason", reason));
    }

    @Command(name = "release", description = "Lets actions go on after a kill.")
    int release(
            @Mixin Remote remote,
            @Option(names = "--reason", description = WHY, required = true) String reason) {
        return change(remote, "release", Map.of("reason", reason));
    }

    /** A person decides; what is known of the playbook stands beside the decision. */
    private void tellRecord(Remote remote, String scope) {
        String playbook = scope.substring(PLAYBOOK.length());
        Printer printer = new Printer(spec.commandLine().getOut(), false);
        JsonNode report = remote.client().get("/policy/shadow?days=" + MOST_DAYS);
        boolean known = false;
        for (JsonNode record : report.path("items")) {
            if (!record.path("playbook").asText().equals(playbook)) continue;
            known = true;
            printer.line(
                    "Shadow record of version %s: people did the same in %d of %d; it has %s."
                            .formatted(
                                    record.path("version").asText(),
                                    record.path("same").asInt(),
                                    record.path("plans").asInt() - record.path("waiting").asInt(),
                                    record.path("passed").asBoolean() ? "passed" : "not passed"));
        }
        if (!known) printer.line("It has no shadow record: nothing says how good its plans are.");
    }

    private int change(Remote remote, String verb, Map<String, String> body) {
        JsonNode answer = remote.client().post("/policy/" + verb, body);
        new Printer(spec.commandLine().getOut(), remote.isJson())
                .fields(answer, "scope", "enabled", "changed_by", "reason");
        return Exit.OK;
    }
}
