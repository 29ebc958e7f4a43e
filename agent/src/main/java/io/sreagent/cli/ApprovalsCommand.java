package io.sreagent.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans that wait for a person. */
@Command(name = "approvals", description = "Lists plans that wait for a person, and answers them.")
public final class ApprovalsCommand implements Runnable {
    private static final String WHY = "In a few words; kept in the audit chain.";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new Failure(Exit.USAGE, "sre-agent approvals needs one of: list, approve, reject");
    }

    @Command(name = "list", description = "Plans that wait for a decision.")
    int list(@Mixin Remote remote) {
        new Printer(spec.commandLine().getOut(), remote.isJson())
                .table(
                        remote.client().get("/approvals/pending"),
                        "PLAN",
                        "id",
                        "INCIDENT",
                        "incident_id",
                        "PLAYBOOK",
                        "playbook",
                        "RISK",
                        "/risk/score",
                        "EXPIRES",
                        "expires_at",
                        "DOES",
                        "summary");
        return Exit.OK;
    }

    @Command(name = "approve", description = "Lets a plan run.")
    int approve(
            @Mixin Remote remote,
            @Parameters(paramLabel = "PLAN", description = "Such as PLAN-7-1.") String plan,
            @Option(
                            names = "--hash",
                            description = "Approve only the plan of this hash, as looked at.")
                    @Nullable String hash,
            @Option(names = "--reason", description = WHY, defaultValue = "") String reason) {
        return decide(remote, plan, "approve", hash, reason);
    }

    @Command(name = "reject", description = "Refuses a plan; the incident goes to a person.")
    int reject(
            @Mixin Remote remote,
            @Parameters(paramLabel = "PLAN", description = "Such as PLAN-7-1.") String plan,
            @Option(names = "--reason", description = WHY, required = true) String reason) {
        return decide(remote, plan, "reject", null, reason);
    }

    private int decide(
            Remote remote, String plan, String verb, @Nullable String hash, String reason) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("reason", reason);
        if (hash != null) body.put("plan_hash", hash);
        String path = "/approvals/" + IncidentsCommand.encoded(plan) + "/" + verb;
        new Printer(spec.commandLine().getOut(), remote.isJson())
                .fields(remote.client().post(path, body), "plan_id", "decision", "detail");
        return Exit.OK;
    }
}
