package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is strange: series by series, and workloads and hosts as a whole. */
@Command(
        name = "anomalies",
        description = "What is strange of late, and how strange each workload and host looks.")
public final class AnomaliesCommand implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Spec private CommandSpec spec;

    @Option(names = "--hours", description = "How far back; default 24.", defaultValue = "24")
    private int hours;

    @Override
    public Integer call() {
        Client client = remote.client();
        JsonNode anomalies = client.get("/anomalies?hours=" + hours);
        JsonNode machines = client.get("/anomalies/machines");
        Printer printer = new Printer(spec.commandLine().getOut(), remote.isJson());
        if (printer.isJson()) {
            ObjectNode both = JsonNodeFactory.instance.objectNode();
            both.set("anomalies", anomalies.path("items"));
            both.set("machines", machines.path("items"));
            printer.json(both);
            return Exit.OK;
        }
        printer.heading("Anomalies of the last " + hours + " hours");
        printer.table(
                shortened(anomalies),
                "SEEN",
                "seen",
                "KIND",
                "kind",
                "SCORE",
                "score",
                "EFFECT",
                "effect",
                "DETECTORS",
                "detectors",
                "WHAT",
                "words");
        printer.heading("Workloads and hosts as a whole");
        printer.table(
                shortened(machines),
                "WHERE",
                "resource",
                "METRICS",
                "metrics",
                "SCORE",
                "score",
                "FURTHEST OFF",
                "/furthest/0/metric");
        return Exit.OK;
    }

    /** Sixteen digits of a score are for machines. */
    private static JsonNode shortened(JsonNode answer) {
        for (JsonNode item : answer.path("items"))
            for (String field : new String[] {"score", "effect"})
                if (item.path(field).isNumber())
                    ((ObjectNode) item)
                            .put(
                                    field,
                                    String.format(
                                            Locale.ROOT, "%.2f", item.path(field).asDouble()));
        return answer;
    }
}
