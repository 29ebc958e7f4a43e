package io.sreagent.demo;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sreagent.cli.Exit;
import io.sreagent.cli.Failure;
import io.sreagent.cli.Shape;
import io.sreagent.simulator.scenario.Scenario;
import io.sreagent.simulator.scenario.ShippedScenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs scenarios with known truth against the program, approves what it offers, and says how well
 * it did.
 */
@Command(
        name = "evals",
        description = "Measures the whole loop on simulated scenarios with known truth.",
        footer = "Exits 0 when it ran, whatever the figures; 2 on a bad file.")
public final class EvalsCommand implements Callable<Integer> {
    @Option(
            names = "--scenarios",
            paramLabel = "DIR",
            description = "Folder of scenario files; without it, the shipped ones.")
    private @Nullable Path folder;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only shipped scenarios of these names. Repeatable.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many seeds each (default ${DEFAULT-VALUE}).")
    private int seeds = 1;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "2",
            description = "Runs at a time (default ${DEFAULT-VALUE}).")
    private int parallel = 2;

    @Option(
            names = "--hands-off",
            description =
                    "Approves nothing and lives each scenario to its end: how early it warns.")
    private boolean handsOff;

    @Mixin private Shape shape = new Shape();
    @Spec private CommandSpec spec;

    private final Trier trier;

    public EvalsCommand() {
        this(EvalsCommand::score);
    }

    /**
     * @param trier what carries a run out
     */
    EvalsCommand(Trier trier) {
        this.trier = trier;
    }

    /** Carries out one run. */
    interface Trier {
        Score score(Run run) throws Exception;
    }

    /** One scenario under one seed; hands off when nothing is to be approved. */
    record Run(Scenario scenario, long seed, boolean handsOff) {
        String name() {
            return scenario.id() + " seed " + seed;
        }
    }

    private record Report(List<Score> runs, Kpi kpi) {}

    @Override
    public Integer call() throws InterruptedException {
        atLeastOne("--seeds", seeds);
        atLeastOne("--parallel", parallel);
        List<Run> runs = runs(scenarios());
        Map<Run, Future<Score>> waiting = new LinkedHashMap<>();
        List<Score> scores = new ArrayList<>();
        List<Run> done = new ArrayList<>();
        int broken = 0;
        try (ExecutorService workers = Executors.newFixedThreadPool(parallel)) {
            for (Run run : runs) waiting.put(run, workers.submit(() -> trier.score(run)));
            for (var each : waiting.entrySet()) {
                int number = scores.size() + broken + 1;
                try {
                    Score score = each.getValue().get();
                    scores.add(score);
                    done.add(each.getKey());
                    System.err.printf(Locale.ROOT, "%d/%d  %s%n", number, runs.size(), line(score));
                } catch (ExecutionException failed) {
                    // One that breaks off must not take the figures of the others with it.
                    broken++;
                    System.err.printf(
                            Locale.ROOT,
                            "%d/%d  %s broke off: %s%n",
                            number,
                            runs.size(),
                            each.getKey().name(),
                            failed.getCause());
                }
            }
        }
        // What broke off watched for a time that nobody knows.
        Duration quiet =
                done.stream()
                        .map(Run::scenario)
                        .filter(scenario -> scenario.faults().isEmpty())
                        .map(Scenario::duration)
                        .reduce(Duration.ZERO, Duration::plus);
        print(new Report(scores, Kpi.of(scores, quiet)));
        if (broken > 0) System.err.println(broken + " runs broke off and count for nothing above.");
        return broken == 0 ? 0 : 1;
    }

    private static void atLeastOne(String option, int count) {
        if (count < 1) throw new Failure(Exit.USAGE, option + " is " + count + "; at least 1");
    }

    private List<Scenario> scenarios() {
        if (folder != null) return Scenarios.below(folder);
        if (only.isEmpty()) return ShippedScenarios.all();
        return only.stream().map(Scenarios::named).toList();
    }

    private List<Run> runs(List<Scenario> scenarios) {
        return scenarios.stream()
                .flatMap(
                        scenario ->
                                Stream.iterate(0L, n -> n < seeds, n -> n + 1)
                                        .map(
                                                n ->
                                                        new Run(
                                                                scenario.withSeed(
                                                                        scenario.seed() + n),
                                                                scenario.seed() + n,
                                                                handsOff)))
                .toList();
    }

    private static Score score(Run run) throws IOException {
        Trial.Keeper keeper = run.handsOff() ? (agent, world) -> false : new Approver();
        return new Trial(run.scenario(), AgentProcess.self())
                .run(
                        new HowFar(run.name(), keeper),
                        ending -> Score.of(run.scenario().id(), run.seed(), ending));
    }

    private void print(Report report) {
        PrintWriter out = spec.commandLine().getOut();
        if (!shape.isJson()) {
            out.println(table(report));
            out.flush();
            return;
        }
        try {
            JsonMapper json =
                    JsonMapper.builder()
                            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                            .build();
            out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(report));
            out.flush();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String table(Report report) {
        StringBuilder text = new StringBuilder();
        report.runs().forEach(score -> text.append(line(score)).append('\n'));
        Kpi kpi = report.kpi();
        Map<String, @Nullable Object> totals = new LinkedHashMap<>();
        totals.put("runs", kpi.runs());
        totals.put("detected", kpi.detected());
        totals.put("true cause first", kpi.causeFirst());
        totals.put("path right", kpi.pathRight());
        totals.put("resolved by an acceptable fix", kpi.resolvedByAcceptableFix());
        totals.put("escalated where a person is wanted", kpi.escalatedWhereWanted());
        totals.put("false incidents a quiet week", kpi.falseIncidentsPerQuietWeek());
        totals.put("false incidents in all", kpi.falseIncidents());
        totals.put("harmful actions", kpi.harmfulActions());
        totals.put("median s to detect, from the symptom", kpi.detectS());
        totals.put("median s to diagnose", kpi.diagnoseS());
        totals.put("median s to resolve, from the symptom", kpi.resolveS());
        totals.put("median s of early warning", kpi.warnedSBefore());
        totals.put("warnings of limits ahead", kpi.warnings());
        totals.put("of them false", kpi.falseWarnings());
        totals.forEach(
                (name, value) ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "%n%-38s %s",
                                        name,
                                        value == null ? "-" : number(value))));
        return text.toString();
    }

    private static String number(Object value) {
        return value instanceof Double real
                ? String.format(Locale.ROOT, "%.3f", real)
                : value.toString();
    }

    private static String line(Score score) {
        return String.format(
                Locale.ROOT,
                "%-12s seed %-4d %-9s detect %-7s rank %-2d conf %-5s path %-5s %-9s %-10s %s%s%s false %d harmful %d",
                score.scenario(),
                score.seed(),
                score.detected() ? "detected" : score.faulty() ? "MISSED" : "quiet",
                score.detectS() == null ? "-" : score.detectS() + "s",
                score.rankOfCause(),
                score.confidence() == null
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f", score.confidence()),
                score.pathRight(),
                score.verdict() == null ? "-" : score.verdict(),
                score.fix(),
                score.resolved() ? "resolved " : "",
                score.escalated() ? "escalated " : "",
                score.actions(),
                score.falseIncidents(),
                score.harmful());
    }
}
