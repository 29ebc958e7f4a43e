package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How well the program does, measured on what it handled. */
@Command(name = "stats", description = "Key figures and playbook statistics.")
public final class StatsCommand implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Spec private CommandSpec spec;

    @Option(
            names = "--days",
            description = "How far back the key figures go; default 30.",
            defaultValue = "30")
    private int days;

    @Override
    public Integer call() {
        Client client = remote.client();
        JsonNode figures = client.get("/kpi?days=" + days);
        JsonNode runs = client.get("/learning/stats");
        Printer printer = new Printer(spec.commandLine().getOut(), remote.isJson());
        if (printer.isJson()) {
            ObjectNode both = ((ObjectNode) runs).deepCopy();
            both.set("kpi", figures);
            printer.json(both);
            return Exit.OK;
        }
        printer.heading("Incidents of the last " + days + " days");
        printer.fields(
                figures,
                "incidents",
                "open",
                "fixed",
                "self_recovered",
                "by_person",
                "predicted",
                "reported");
        printer.heading("Key figures");
        printer.table(shown(figures), "FIGURE", "figure", "VALUE", "value", "TARGET", "target");
        printer.heading("Runs of playbooks");
        printer.fields(
                runs,
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

    private static ArrayNode shown(JsonNode figures) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        row(rows, "time to detect (MTTD)", time(figures.path("detect_s")), "< 5 min");
        row(rows, "time to diagnose (MTTI)", time(figures.path("diagnose_s")), "< 10 min");
        row(rows, "time to resolve (MTTR)", time(figures.path("resolve_s")), "< 30 min");
        row(rows, "reported by people first", share(figures.path("missed")), "< 5 %");
        row(rows, "found wrong by people", share(figures.path("found_wrong")), "< 10 %");
        row(rows, "plans answered after", time(figures.path("answer_s")), "< 5 min");
        row(rows, "answered within 5 min", share(figures.path("answered_in_time")), "");
        return rows;
    }

    private static void row(ArrayNode rows, String figure, String value, String target) {
        rows.addObject().put("figure", figure).put("value", value).put("target", target);
    }

    private static String time(JsonNode seconds) {
        if (!seconds.isNumber()) return "-";
        long s = seconds.asLong();
        return s < 120 ? s + " s" : String.format(Locale.ROOT, "%.1f min", s / 60.0);
    }

    private static String share(JsonNode of) {
        return of.isNumber() ? String.format(Locale.ROOT, "%.0f %%", 100 * of.asDouble()) : "-";
    }
}
