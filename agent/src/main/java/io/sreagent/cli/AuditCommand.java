package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.incident.AuditVerification;
import io.sreagent.settings.Configuration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who did what, and whether anyone has touched the record of it. */
@Command(name = "audit", description = "Lists and verifies the audit chain.")
public final class AuditCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new Failure(Exit.USAGE, "sre-agent audit needs one of: verify, list");
    }

    @Command(
            name = "verify",
            description =
                    "Walks the chain: a changed, missing, reordered or cut-off record is named."
                            + " Exits 1 when there is one. Where no server answers, it opens the"
                            + " database itself.")
    int verify(
            @Mixin Remote remote,
            @Mixin Configured configured,
            @Option(names = "--offline", description = "Do not ask a server.") boolean offline) {
        JsonNode found = offline ? walk(configured) : ask(remote, configured);
        new Printer(spec.commandLine().getOut(), remote.isJson())
                .fields(found, "state", "records", "anchored", "sequence", "fault", "detail");
        return found.path("state").asText().equals("INTACT") ? Exit.OK : Exit.FAILED;
    }

    @Command(name = "list", description = "Records, oldest first.")
    int list(
            @Mixin Remote remote,
            @Option(
                            names = "--subject",
                            description = "Only records about this, such as INC-7 or PLAN-7-1.",
                            defaultValue = "")
                    String subject,
            @Option(
                            names = "--limit",
                            description = "How many; at most 200, default 50.",
                            defaultValue = "50")
                    int limit,
            @Option(
                            names = "--cursor",
                            description = "Where the last list says that it goes on.",
                            defaultValue = "")
                    String cursor) {
        String path = "/audit?limit=" + limit + "&cursor=" + IncidentsCommand.encoded(cursor);
        if (!subject.isEmpty()) path += "&subject=" + IncidentsCommand.encoded(subject);
        new Printer(spec.commandLine().getOut(), remote.isJson())
                .table(
                        remote.client().get(path),
                        "#",
                        "sequence",
                        "AT",
                        "at",
                        "WHO",
                        "actor",
                        "WHAT",
                        "kind",
                        "ABOUT",
                        "subject");
        return Exit.OK;
    }

    private static JsonNode ask(Remote remote, Configured configured) {
        try {
            return remote.client().get("/audit/verify");
        } catch (Failure failure) {
            if (failure.exit() != Exit.UNREACHABLE || remote.namesServer()) throw failure;
            return walk(configured);
        }
    }

    private static JsonNode walk(Configured configured) {
        Configuration configuration = configured.readOrFail(Map.of());
        if (!OfflineStore.exists(configuration)) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    "No server answers and there is no database at "
                            + configuration.require("database.url")
                            + ".");
        }
        try (OfflineStore store = OfflineStore.open(configuration)) {
            return json(store.audit().verify());
        }
    }

    private static JsonNode json(AuditVerification found) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("state", found.isIntact() ? "INTACT" : "BROKEN");
        node.put("records", found.records());
        node.put("anchored", found.anchored());
        found.first()
                .ifPresent(
                        flaw -> {
                            node.put("sequence", flaw.sequence());
                            node.put("fault", flaw.fault().name());
                            node.put("detail", flaw.words());
                        });
        return node;
    }
}
