package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is wrong, what became of it, and what a person may do about it. */
@Command(name = "incidents", description = "Lists, shows and settles incidents.")
public final class IncidentsCommand implements Runnable {
    private static final String WHY = "In a few words; kept in the audit chain.";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new Failure(
                Exit.USAGE,
                "sre-agent incidents needs one of: list, show, create, escalate, diagnose, execute, resolve,"
                        + " feedback, watch");
    }

    @Command(name = "list", description = "Incidents, newest first.")
    int list(
            @Mixin Remote remote,
            @Option(names = "--state", description = "open, resolved or all.", defaultValue = "all")
                    String state,
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
        String path =
                "/incidents?state="
                        + encoded(state)
                        + "&limit="
                        + limit
                        + "&cursor="
                        + encoded(cursor);
        printer(remote)
                .table(
                        remote.client().get(path),
                        "ID",
                        "id",
                        "STATE",
                        "state",
                        "SEVERITY",
                        "severity",
                        "WHERE",
                        "resource",
                        "OPENED",
                        "opened_at",
                        "WHAT",
                        "title");
        return Exit.OK;
    }

    @Command(name = "show", description = "One incident: time line, causes, plan.")
    int show(
            @Mixin Remote remote,
            @Parameters(paramLabel = "ID", description = "Such as INC-7.") String id) {
        new IncidentText(printer(remote)).print(remote.client().get("/incidents/" + encoded(id)));
        return Exit.OK;
    }

    @Command(name = "create", description = "Reports trouble that a person has seen.")
    int create(
            @Mixin Remote remote,
            @Parameters(paramLabel = "WHAT", description = "What is wrong, in a few words.")
                    String title,
            @Option(names = "--namespace", description = "Where the service runs.")
                    @Nullable String namespace,
            @Option(names = "--service", description = "What it is about.", required = true)
                    String service,
            @Option(
                            names = "--severity",
                            description = "low, medium, high or critical; default medium.",
                            defaultValue = "medium")
                    String severity) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", title);
        body.put("service", service);
        body.put("severity", severity);
        if (namespace != null) body.put("namespace", namespace);
        printer(remote).fields(remote.client().post("/incidents", body), "id", "state", "title");
        return Exit.OK;
    }

    @Command(name = "escalate", description = "Hands an incident to a person.")
    int escalate(
            @Mixin Remote remote,
            @Parameters(paramLabel = "ID", description = "Such as INC-7.") String id,
            @Option(names = "--reason", description = WHY, required = true) String reason) {
        return settle(remote, id, "escalate", Map.of("reason", reason));
    }

    @Command(
            name = "diagnose",
            description = "Has an escalated incident diagnosed again; somebody else approves.")
    int diagnose(
            @Mixin Remote remote,
            @Parameters(paramLabel = "ID", description = "Such as INC-7.") String id,
            @Option(names = "--reason", description = WHY, required = true) String reason) {
        return settle(remote, id, "diagnose", Map.of("reason", reason));
    }

    @Command(
            name = "execute",
            description = "Has one step offered for an escalated incident; somebody else approves.",
            footer =
                    "Example: sre-agent incidents execute INC-7 kubernetes.scale deploy/shop/checkout"
                            + " -a replicas=6 --reason 'the queue is full'")
    int execute(
            @Mixin Remote remote,
            @Parameters(paramLabel = "ID", description = "Such as INC-7.") String id,
            @Parameters(paramLabel = "TOOL", description = "One of GET /api/v1/tools.") String tool,
            @Parameters(paramLabel = "KIND/NAMESPACE/NAME", description = "What it acts on.")
                    String target,
            @Option(
                            names = {"-a", "--argument"},
                            paramLabel = "NAME=VALUE",
                            description = "What the tool is told; again for the next.")
                    @Nullable Map<String, String> arguments,
            @Option(names = "--reason", description = WHY, required = true) String reason) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("incident_id", id);
        body.put("tool", tool);
        body.put("target", target);
        body.put("arguments", arguments == null ? Map.of() : arguments);
        body.put("reason", reason);
        printer(remote).fields(remote.client().post("/execute", body), "id", "state", "title");
        return Exit.OK;
    }

    @Command(name = "resolve", description = "Says that an incident is over.")
    int resolve(
            @Mixin Remote remote,
            @Parameters(paramLabel = "ID", description = "Such as INC-7.") String id,
            @Option(names = "--reason", description = WHY, required = true) String reason) {
        return settle(remote, id, "resolve", Map.of("reason", reason));
    }

    @Command(
            name = "feedback",
            description = "Says whether what was done, or proposed, was right; the program learns.")
    int feedback(
            @Mixin Remote remote,
            @Parameters(paramLabel = "ID", description = "Such as INC-7.") String id,
            @Parameters(paramLabel = "good|bad", description = "What you think of it.")
                    String verdict,
            @Option(names = "--comment", description = "Why.", defaultValue = "") String comment) {
        if (!verdict.equals("good") && !verdict.equals("bad"))
            throw new Failure(Exit.USAGE, "feedback is good or bad, not '" + verdict + "'");
        Map<String, Object> body = Map.of("helpful", verdict.equals("good"), "comment", comment);
        return settle(remote, id, "feedback", body);
    }

    @Command(name = "watch", description = "Prints what happens to an incident until it is over.")
    int watch(
            @Mixin Remote remote,
            @Parameters(paramLabel = "ID", description = "Such as INC-7.") String id) {
        Printer printer = printer(remote);
        remote.client()
                .follow(
                        "/incidents/" + encoded(id) + "/stream",
                        event -> {
                            if (printer.isJson()) printer.json(event);
                            else printer.line(IncidentText.moment(event));
                            return true;
                        });
        return Exit.OK;
    }

    private int settle(Remote remote, String id, String verb, Map<String, ?> body) {
        JsonNode answer = remote.client().post("/incidents/" + encoded(id) + "/" + verb, body);
        printer(remote).fields(answer, "id", "state", "title");
        return Exit.OK;
    }

    private Printer printer(Remote remote) {
        return new Printer(spec.commandLine().getOut(), remote.isJson());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
