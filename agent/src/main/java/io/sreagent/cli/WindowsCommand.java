package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** When nothing may be done, approved or not. */
@Command(
        name = "windows",
        description = "Maintenance and freeze windows, in which nothing is done, approved or not.")
public final class WindowsCommand implements Runnable {
    private static final String PATH = "/policy/windows";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new Failure(Exit.USAGE, "sre-agent policy windows needs one of: list, open, close");
    }

    @Command(name = "list", description = "Those that are open or still to come.")
    int list(@Mixin Remote remote) {
        JsonNode windows = remote.client().get(PATH);
        Printer printer = new Printer(spec.commandLine().getOut(), remote.isJson());
        if (printer.isJson()) {
            printer.json(windows);
            return Exit.OK;
        }
        printer.table(
                windows,
                "ID",
                "id",
                "KIND",
                "kind",
                "SCOPE",
                "scope",
                "FROM",
                "starts_at",
                "TO",
                "ends_at",
                "BY",
                "by",
                "REASON",
                "reason");
        return Exit.OK;
    }

    @Command(name = "open", description = "Forbids all action on a scope for a while.")
    int open(
            @Mixin Remote remote,
            @Parameters(paramLabel = "SCOPE", description = "*, namespace/* or namespace/service.")
                    String scope,
            @Option(
                            names = "--for",
                            paramLabel = "TIME",
                            description = "How long from now, such as 2h, 90m or 3d.")
                    @Nullable String lasting,
            @Option(names = "--from", paramLabel = "INSTANT", description = "Now when left out.")
                    @Nullable String from,
            @Option(names = "--to", paramLabel = "INSTANT", description = "In place of --for.")
                    @Nullable String to,
            @Option(names = "--maintenance", description = "People work on it; else a freeze.")
                    boolean maintenance,
            @Option(names = "--reason", required = true) String reason) {
        if ((lasting == null) == (to == null))
            throw new Failure(Exit.USAGE, "say either --for or --to");
        Map<String, String> wish = new LinkedHashMap<>();
        wish.put("kind", maintenance ? "maintenance" : "freeze");
        wish.put("scope", scope);
        if (from != null) wish.put("starts_at", from);
        wish.put("ends_at", to == null ? end(from, lasting) : to);
        wish.put("reason", reason);
        JsonNode window = remote.client().post(PATH, wish);
        new Printer(spec.commandLine().getOut(), remote.isJson())
                .fields(window, "id", "kind", "scope", "starts_at", "ends_at", "reason");
        return Exit.OK;
    }

    @Command(name = "close", description = "Lets actions go on before its end.")
    int close(@Mixin Remote remote, @Parameters(paramLabel = "ID") String id) {
        remote.client().delete(PATH + "/" + id);
        return Exit.OK;
    }

    private static String end(@Nullable String from, @Nullable String lasting) {
        try {
            Instant start = from == null ? Instant.now() : Instant.parse(from);
            return start.plus(duration(lasting)).toString();
        } catch (java.time.DateTimeException | ArithmeticException notOne) {
            throw new Failure(
                    Exit.USAGE, "--for " + lasting + " is no length of time such as 2h, 90m or 3d");
        }
    }

    /** {@code 3d}, or what {@link Duration} reads after {@code PT}. */
    private static Duration duration(@Nullable String text) {
        String given = String.valueOf(text).strip();
        return given.matches("\\d{1,4}d")
                ? Duration.ofDays(Long.parseLong(given.substring(0, given.length() - 1)))
                : Duration.parse("PT" + given);
    }
}
