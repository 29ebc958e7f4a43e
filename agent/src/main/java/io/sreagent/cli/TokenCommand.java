package io.sreagent.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who may do what: tokens and their roles. */
@Command(name = "token", description = "Makes, lists and revokes API tokens.")
public final class TokenCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new Failure(Exit.USAGE, "sre-agent token needs one of: create, list, revoke");
    }

    @Command(name = "create", description = "Makes a token; it is shown this once.")
    int create(
            @Mixin Remote remote,
            @Parameters(paramLabel = "NAME", description = "The person, or the program, it is for.")
                    String name,
            @Option(
                            names = "--role",
                            description = "viewer, operator, approver or admin.",
                            defaultValue = "viewer")
                    String role,
            @Option(names = "--service", description = "For a program; it can never approve.")
                    boolean service) {
        Map<String, Object> body = Map.of("name", name, "role", role, "service", service);
        printer(remote)
                .fields(remote.client().post("/tokens", body), "id", "name", "role", "token");
        return Exit.OK;
    }

    @Command(name = "list", description = "Tokens, without their secrets.")
    int list(@Mixin Remote remote) {
        printer(remote)
                .table(
                        remote.client().get("/tokens"),
                        "ID",
                        "id",
                        "NAME",
                        "name",
                        "ROLE",
                        "role",
                        "SERVICE",
                        "service",
                        "CREATED",
                        "created_at",
                        "REVOKED",
                        "revoked_at");
        return Exit.OK;
    }

    @Command(name = "revoke", description = "Makes a token worthless at once.")
    int revoke(
            @Mixin Remote remote,
            @Parameters(paramLabel = "ID", description = "As `token list` shows it.") String id) {
        remote.client().delete("/tokens/" + IncidentsCommand.encoded(id));
        printer(remote).line("revoked " + id);
        return Exit.OK;
    }

    private Printer printer(Remote remote) {
        return new Printer(spec.commandLine().getOut(), remote.isJson());
    }
}
