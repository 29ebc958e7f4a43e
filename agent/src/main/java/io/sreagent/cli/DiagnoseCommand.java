package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is wrong with one workload just now, or with everything. */
@Command(
        name = "diagnose",
        description = "Ranks the causes of what is wrong with a workload, with the evidence.",
        footer = "Example: sre-agent diagnose -n shop deploy/checkout")
public final class DiagnoseCommand implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NS",
            description = "Its namespace.")
    private @Nullable String namespace;

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND/NAME",
            description = "Such as deploy/checkout; without it, whatever is wrong.")
    private @Nullable String workload;

    @Option(
            names = "--minutes",
            defaultValue = "60",
            description = "How far to look back (default ${DEFAULT-VALUE}).")
    private int minutes = 60;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            description =
                    "What decides which metrics are alarmed: z_score, iqr, isolation_forest or"
                            + " dbscan; without it, what the loop has found.")
    private @Nullable String detector;

    @Override
    public Integer call() {
        StringBuilder path = new StringBuilder("/diagnose?minutes=").append(minutes);
        if (namespace != null) path.append("&namespace=").append(encoded(namespace));
        if (workload != null) path.append("&workload=").append(encoded(workload));
        if (detector != null) path.append("&detector=").append(encoded(detector));
        JsonNode answer = remote.client().get(path.toString());
        Printer printer = new Printer(spec.commandLine().getOut(), remote.isJson());
        if (printer.isJson()) {
            printer.json(answer);
            return Exit.OK;
        }
        JsonNode diagnosis = answer.path("diagnosis");
        IncidentText text = new IncidentText(printer);
        if (diagnosis.path("hypotheses").isEmpty()) printer.line("Nothing is wrong there.");
        else text.causes(diagnosis);
        text.words(answer.path("explanation"));
        text.logs(answer.path("log_findings"));
        for (JsonNode trouble : answer.path("troubles")) printer.line("! " + trouble.asText());
        return Exit.OK;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
