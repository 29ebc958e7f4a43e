package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How much load the next hours bring to a service, and how many replicas bear it. */
@Command(
        name = "predict",
        description = "Load and replicas of the next hours; without SERVICE, of the busiest one.")
public final class PredictCommand implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "NAMESPACE/NAME or a name.")
    private @Nullable String service;

    @Option(names = "--qps", description = "Requests per second now, if you know better.")
    private @Nullable Double qps;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "ISO instant, at most a day ahead; a past one is answered as known then.")
    private @Nullable String at;

    @Option(names = "--hours", description = "1–24.")
    private @Nullable Integer hours;

    @Option(
            names = "--back-test",
            paramLabel = "DAYS",
            description = "Instead: how good forecasts would have been in the last 1–7 days.")
    private @Nullable Integer backTest;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (backTest != null) return past(backTest);
        List<String> query = new ArrayList<>();
        if (service != null) query.add("service=" + IncidentsCommand.encoded(service));
        if (qps != null) query.add("current_qps=" + qps);
        if (at != null) query.add("timestamp=" + IncidentsCommand.encoded(at));
        if (hours != null) query.add("hours=" + hours);
        String path = "/predict" + (query.isEmpty() ? "" : "?" + String.join("&", query));
        JsonNode answer = remote.client().get(path);
        Printer printer = new Printer(spec.commandLine().getOut(), remote.isJson());
        printer.fields(
                answer,
                "service",
                "timestamp",
                "current_qps",
                "current_instances",
                "instances",
                "confidence",
                "/capacity/per_replica",
                "/capacity/bound",
                "/ceiling/source",
                "/breach/expected",
                "/breach/probability",
                "model",
                "features",
                "troubles");
        if (printer.isJson()) return Exit.OK;
        printer.heading("Hours");
        printer.table(
                answer.path("hours"),
                "FROM",
                "from",
                "QPS",
                "qps",
                "UP TO",
                "upper",
                "NEEDED",
                "needed",
                "INSTANCES",
                "instances",
                "CONFIDENCE",
                "confidence");
        return Exit.OK;
    }

    private int past(int days) {
        String path = "/predict/backtest?days=" + days;
        if (service != null) path += "&service=" + IncidentsCommand.encoded(service);
        if (hours != null) path += "&hours=" + hours;
        JsonNode answer = remote.client().get(path);
        Printer printer = new Printer(spec.commandLine().getOut(), remote.isJson());
        printer.fields(
                answer,
                "service",
                "hours",
                "origins",
                "mase",
                "seasonal_naive",
                "smape",
                "level",
                "covered",
                "width",
                "troubles");
        if (printer.isJson()) return Exit.OK;
        printer.heading("Warnings");
        printer.fields(
                answer.path("warnings"),
                "came",
                "averted",
                "never",
                "pending",
                "median_lead_seconds");
        printer.table(
                answer.path("warnings").path("items"),
                "INCIDENT",
                "incident",
                "METRIC",
                "metric",
                "WARNED",
                "warned",
                "EXPECTED",
                "expected",
                "REACHED",
                "reached",
                "OUTCOME",
                "outcome");
        return Exit.OK;
    }
}
